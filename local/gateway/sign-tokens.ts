import { SignJWT, decodeJwt } from "jose";
import * as z from "zod";

export const keyId = "embedded";

const sessionSchema = z.looseObject({
  access_token: z.string(),
  user: z.looseObject({ app_metadata: z.unknown(), user_metadata: z.unknown() }).optional(),
});

type User = NonNullable<z.infer<typeof sessionSchema>["user"]>;

/**
 * The access token with what hosted ones have: a key id (without it @supabase/server refuses a token), issuer, assurance level,
 * metadata. Same secret, so the gateway's own checks still pass.
 */
const hostedToken = (token: string, user: User | undefined, jwtSecret: string, issuer: string): Promise<string> => {
  const { iat = Math.floor(Date.now() / 1000), exp = iat + 3600, ...claims } = decodeJwt(token);
  return new SignJWT({
    iss: issuer,
    aal: "aal1",
    amr: [{ method: "password", timestamp: iat }],
    is_anonymous: false,
    phone: "",
    app_metadata: user?.app_metadata ?? {},
    user_metadata: user?.user_metadata ?? {},
    ...claims,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: keyId })
    .setIssuedAt(iat)
    .setExpirationTime(exp)
    .sign(new TextEncoder().encode(jwtSecret));
};

/** The access token in an auth answer as hosted ones are. */
export const withHostedToken = async (response: Response, jwtSecret: string, issuer: string): Promise<Response> => {
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) return response;
  const session = sessionSchema.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  if (!session.success) return response;
  const accessToken = await hostedToken(session.data.access_token, session.data.user, jwtSecret, issuer);
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify({ ...session.data, access_token: accessToken }), {
    status: response.status,
    headers,
  });
};

/** The access token in the fragment that a link in a message leads to, as hosted ones are. */
export const withHostedRedirect = async (response: Response, jwtSecret: string, issuer: string): Promise<Response> => {
  const [place, fragment] = (response.headers.get("location") ?? "").split("#");
  const session = new URLSearchParams(fragment);
  const token = session.get("access_token");
  if (token === null) return response;
  session.set("access_token", await hostedToken(token, undefined, jwtSecret, issuer));
  const headers = new Headers(response.headers);
  headers.set("location", `${place}#${session}`);
  return new Response(null, { status: response.status, headers });
};

/** The key set that functions verify these tokens with (`SUPABASE_JWKS`). */
export const jsonWebKeySet = (jwtSecret: string): string =>
  JSON.stringify({
    keys: [{ kty: "oct", alg: "HS256", kid: keyId, k: Buffer.from(jwtSecret).toString("base64url") }],
  });
