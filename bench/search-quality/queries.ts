/** What people would type, and the code points of OpenMoji pictures that answer it. */
export interface NaturalQuery {
  readonly text: string;
  /** A pattern of the titles that answer; in the sample there are some for each. */
  readonly answers: RegExp;
}

export const naturalQueries: readonly NaturalQuery[] = [
  { text: 'red fruit', answers: /apple|cherr|strawberr|tomato|watermelon|grape/i },
  { text: 'happy face', answers: /smil|grin|joy|happy|beaming|laugh|face with (open|tears)/i },
  { text: 'sad', answers: /sad|cry|frown|disappoint|pensive|tear|worried|weary/i },
  { text: 'car', answers: /\bcar\b|automobile|taxi|vehicle|racing/i },
  { text: 'flag of france', answers: /france|flag: (french|saint martin|réunion|martinique)/i },
  {
    text: 'music',
    answers: /music|note|guitar|violin|trumpet|drum|saxophone|piano|keyboard|radio/i,
  },
  { text: 'hot drink', answers: /coffee|tea\b|teacup|hot beverage|mate\b/i },
  { text: 'animal that swims', answers: /fish|whale|dolphin|shark|octopus|seal|turtle|crocodile/i },
  { text: 'bad weather', answers: /cloud|rain|storm|lightning|snow|tornado|fog|umbrella|cyclone/i },
  { text: 'love', answers: /heart|love|kiss|couple/i },
  { text: 'money', answers: /money|dollar|euro|yen|pound|coin|bank|credit|currency/i },
  { text: 'doctor', answers: /health worker|medical|stethoscope|hospital|doctor|pill|syringe/i },
  { text: 'tool for writing', answers: /pen|pencil|writing|crayon|paintbrush|memo/i },
  { text: 'sport with a ball', answers: /ball|soccer|tennis|golf|cricket|rugby|pool|hockey/i },
  { text: 'number', answers: /keycap|number|digit|input/i },
  { text: 'night sky', answers: /moon|star|night|milky/i },
  {
    text: 'sweet food',
    answers: /cake|candy|chocolate|lollipop|honey|doughnut|cookie|ice|custard|pie/i,
  },
  { text: 'public transport', answers: /bus|train|tram|metro|railway|station|monorail/i },
  { text: 'arrow to the left', answers: /left arrow|left/i },
  {
    text: 'insect',
    answers: /bee|ant\b|bug|beetle|butterfly|cricket|fly|mosquito|cockroach|worm/i,
  },
];
