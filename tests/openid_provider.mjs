// A real OpenID provider on this machine for one test: whoever comes is signed in at once, as the test says.
// Asked to, it gives out one token as a forger would have written it.
import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import Provider from "oidc-provider";

const [port, ...redirects] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const secret = "a-secret-of-this-test-alone-and-long-enough";
const who = { sub: "miriam", amr: ["pwd"] };
const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const [own, another] = [newKey(), newKey()];
const published = createPublicKey(own).export({ type: "spki", format: "pem" });
let forgery = null;

const hmac = (key) => (text) => createHmac("sha256", key).update(text).digest();
const signatures = {
  "by its own key": ["RS256", (text) => sign("sha256", Buffer.from(text), own)],
  "by another key": ["RS256", (text) => sign("sha256", Buffer.from(text), another)],
  "by nobody": ["none", () => Buffer.alloc(0)],
  "by the secret": ["HS256", hmac(secret)],
  "by the public key": ["HS256", hmac(published)],
};

// The token with other claims, of which null takes one out, signed in one of these ways; or with the signature it had.
function forged(token, { says = {}, signed = "by its own key" }) {
  const parts = token.split(".");
  const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
  const said = Object.fromEntries(Object.entries({ ...claims, ...says }).filter(([, value]) => value !== null));
  const [alg, signature] = signatures[signed] ?? [header.alg, () => Buffer.from(parts[2], "base64url")];
  const text = [{ ...header, alg }, said].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${signature(text).toString("base64url")}`;
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "succession",
      client_secret: secret,
      redirect_uris: redirects,
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub", "tid", "hd", "email", "amr"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...who, sub }) }),
  jwks: { keys: [{ ...own.export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (ctx.path === "/say") {
    Object.assign(who, JSON.parse(decodeURIComponent(ctx.querystring)));
    ctx.body = "said";
  } else if (ctx.path === "/forge") {
    forgery = JSON.parse(decodeURIComponent(ctx.querystring));
    ctx.body = "the next one";
  } else if (ctx.path.startsWith("/interaction/")) {
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: who.sub, amr: who.amr } });
    ctx.respond = false;
  } else {
    await next();
    if (forgery && ctx.body?.id_token) {
      const { id_token: token, ...rest } = ctx.body;
      ctx.body = forgery.signed === "left out" ? rest : { ...rest, id_token: forged(token, forgery) };
      forgery = null;
    }
  }
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
