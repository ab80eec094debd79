/** The version that the app tells the server; the same as in package.json. */
export const APP_VERSION = "0.1.0";
