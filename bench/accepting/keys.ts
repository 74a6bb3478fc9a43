/** Of a project that exists for as long as it is measured. */
export const keys = {
  publishableKey: "sb_publishable_bench",
  secretKey: "sb_secret_bench",
  jwtSecret: "of-a-project-that-is-measured-and-thrown-away",
};
