import { expect, test } from "vitest";
import { placeOfMailLink } from "./mail-link.ts";

const at = (address: string) => {
  const { pathname, search, hash } = new URL(address, "https://debrief.example.com");
  return placeOfMailLink({ pathname, search, hash });
};

test.each([
  [
    "/#access_token=a.b.c&refresh_token=r&type=recovery",
    "/reset-password#access_token=a.b.c&refresh_token=r&type=recovery",
  ],
  [
    "/#error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid",
    "/auth/confirm?problem=expired",
  ],
  ["/meetings#error=access_denied&error_description=no", "/auth/confirm?problem=refused"],
])("%s is taken at %s", (address, place) => {
  expect(at(address)).toBe(place);
});

test.each([
  "/#access_token=a.b.c&refresh_token=r&type=magiclink",
  "/reset-password#access_token=a.b.c&type=recovery",
  "/settings#pipedrive",
  "/meetings?q=error_code",
  "/",
])("%s is right where it is", (address) => {
  expect(at(address)).toBeNull();
});
