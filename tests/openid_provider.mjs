// A real OpenID provider on this machine for one test: whoever comes is signed in at once, as the test says.
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const who = { sub: "miriam", tid: "wexmoor", amr: ["pwd"] };

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "succession",
      client_secret: "a-secret-of-this-test-alone",
      redirect_uris: [redirect],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub", "tid", "amr"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...who, sub }) }),
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
  } else if (ctx.path.startsWith("/interaction/")) {
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: who.sub, amr: who.amr } });
    ctx.respond = false;
  } else {
    await next();
  }
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
