import { isAuthApiError, isAuthRetryableFetchError, isAuthWeakPasswordError } from "@supabase/supabase-js";

const WORDS: Readonly<Record<string, string>> = {
  invalid_credentials: "The e-mail address or the password is not right.",
  email_not_confirmed: "Confirm your e-mail address first: open the link in the message we sent you.",
  user_already_exists: "There is an account with this e-mail address already. Sign in instead.",
  email_exists: "There is an account with this e-mail address already. Sign in instead.",
  email_address_invalid: "This e-mail address cannot be used. Check it for a typing error.",
  email_address_not_authorized: "This server does not send messages to this e-mail address. Ask your administrator.",
  validation_failed: "Check the e-mail address and the password.",
  signup_disabled: "New accounts are switched off here. Ask your administrator for an invitation.",
  email_provider_disabled: "Signing in with e-mail and password is switched off here. Ask your administrator.",
  user_banned: "This account is blocked. Ask your administrator.",
  otp_expired: "The link was used already, or is older than an hour. Ask for a new one.",
  otp_disabled: "Signing in by a link is switched off here. Use your password.",
  same_password: "This is your present password already. Choose another one.",
  reauthentication_needed: "For this your sign-in must be fresh. Ask for a new link, and open it.",
  session_not_found: "Your session has ended. Ask for a new link, and open it.",
  over_request_rate_limit: "Too many tries. Wait a minute, then try again.",
  over_email_send_rate_limit: "Too many messages were sent to this address. Wait a while, then try again.",
};

const UNREACHABLE = "The server cannot be reached. Check your internet connection, then try again.";

const weakPassword = (reasons: readonly string[]): string => {
  if (reasons.includes("pwned")) return "This password is known from a data leak. Choose another one.";
  if (reasons.includes("characters"))
    return "This password is too weak. Mix upper and lower case letters, digits and symbols.";
  return "This password is too weak. Choose a longer one.";
};

/** What a failed sign-in or sign-up means, as a sentence that says what to do. Decided by code, never by message. */
export const authErrorWords = (error: unknown): string => {
  if (isAuthWeakPasswordError(error)) return weakPassword(error.reasons);
  if (isAuthRetryableFetchError(error)) return UNREACHABLE;
  if (isAuthApiError(error)) {
    if (error.code && Object.hasOwn(WORDS, error.code)) return WORDS[error.code] ?? UNREACHABLE;
    if (error.code === "weak_password") return weakPassword([]);
    if (error.status === 429) return "Too many tries. Wait a minute, then try again.";
    return "That did not work. Check what you typed, then try again.";
  }
  return error instanceof TypeError ? UNREACHABLE : "That did not work. Try again in a moment.";
};
