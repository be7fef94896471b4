const headings = 'Student number,E-mail,Name,School,Subject,Phase,Start,End,Tutor,Mentor,Mentor e-mail';
const first = '0012345,,Amara Okafor,Harbour Academy,Mathematics,Secondary,07/09/2026,18/12/2026,Helen Ward,Ms Nair,p.nair@harbour.example';
const second = ',t.hughes@northbridge.example,Tomos Hughes,Millbrook School,Primary,Primary,07/09/2026,18/12/2026,,,';

/** A list with every column and two invented rows, to be overwritten. The mark in front makes Excel read it as UTF-8. */
export const exampleList = `\ufeff${headings}\r\n${first}\r\n${second}\r\n`;
