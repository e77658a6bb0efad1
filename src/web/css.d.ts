// the bundler collects the styles; a CSS module exports the generated names of its classes
declare module "*.css";
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
