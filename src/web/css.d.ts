// the bundler collects the styles; a module gives the names that it made of its classes
declare module "*.css";
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
