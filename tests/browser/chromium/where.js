// Unpacks the Chromium of @sparticuz/chromium and prints, as JSON, where it lies and what it needs.
process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x"; // brings the system libraries it wants
const { default: chromium } = await import("@sparticuz/chromium");

const program = await chromium.executablePath();
const { LD_LIBRARY_PATH = "", FONTCONFIG_PATH = "" } = process.env;
console.log(JSON.stringify({ program, environment: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }));
