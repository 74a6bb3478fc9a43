import { AuthApiError, AuthRetryableFetchError, AuthUnknownError, AuthWeakPasswordError } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { authErrorWords } from "./auth-words.ts";

test.each([
  [new AuthApiError("Invalid login credentials", 400, "invalid_credentials"), /not right/],
  [new AuthApiError("User already registered", 422, "user_already_exists"), /Sign in instead/],
  [new AuthApiError("x", 422, "email_exists"), /Sign in instead/],
  [new AuthApiError("x", 400, "email_not_confirmed"), /open the link/],
  [new AuthApiError("x", 403, "otp_expired"), /Ask for a new one/],
  [new AuthApiError("x", 422, "same_password"), /Choose another/],
  [new AuthApiError("x", 429, "over_email_send_rate_limit"), /Wait a while/],
  [new AuthApiError("x", 429, "something_new"), /Wait a minute/],
  [new AuthApiError("x", 400, "something_new"), /Check what you typed/],
  [new AuthApiError("x", 400, "constructor"), /Check what you typed/],
  [new AuthWeakPasswordError("x", 422, ["length"]), /longer/],
  [new AuthWeakPasswordError("x", 422, ["characters"]), /symbols/],
  [new AuthWeakPasswordError("x", 422, ["pwned"]), /data leak/],
  [new AuthRetryableFetchError("Failed to fetch", 0), /cannot be reached/],
  [new TypeError("Failed to fetch"), /cannot be reached/],
  [new AuthUnknownError("x", null), /Try again/],
])("%o has a sentence that says what to do", (error, words) => {
  expect(authErrorWords(error)).toMatch(words);
});
