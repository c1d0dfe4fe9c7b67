/** Why there is no picture at an address. */
export class NoPicture extends Error {}
