/** The publisher of JMdict and EDICT. https://www.edrdg.org/edrdg/licence.html */
export const edrdg = {
  licence: "CC BY-SA 4.0, Electronic Dictionary Research and Development Group",
  source: "https://www.edrdg.org/",
};
