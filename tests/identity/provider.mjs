// A real OpenID provider on this machine for the tests: whoever asks is let in as the subject that LOGIN_HINT-like
// words of the request name, and consents. It prints its issuer when it listens.
//
// TAMPER spoils the token on its way out: issuer, audience, nonce, expiry, signature or subject.
import { createServer } from "node:http"
import { exportJWK, generateKeyPair, importJWK, decodeJwt, decodeProtectedHeader, SignJWT } from "jose"
import { Provider } from "oidc-provider"

const { TAMPER = "", CLIENT_ID, CLIENT_SECRET, CALLBACK, SUBJECT = "subject-1", DOMAIN = "", PORT = "0" } = process.env

async function key() {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true })
    return { ...(await exportJWK(privateKey)), kid: "tests", use: "sig", alg: "RS256" }
}

const own = await key()
const foreign = await key()
const server = createServer()
await new Promise((listening) => server.listen(Number(PORT), "127.0.0.1", listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
    clients: [
        {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            redirect_uris: [CALLBACK],
            token_endpoint_auth_method: "client_secret_post",
        },
    ],
    jwks: { keys: [own] },
    cookies: { keys: ["tests"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "hd"], email: ["email"] },
    findAccount: (_ctx, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: "head@demo.example", email_verified: true, ...(DOMAIN && { hd: DOMAIN }) }),
    }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
        ctx.type = "text"
        ctx.body = JSON.stringify(out)
    },
})

async function spoilt(token) {
    const claims = decodeJwt(token)
    const header = decodeProtectedHeader(token)
    if (TAMPER === "issuer") claims.iss = "http://127.0.0.1:1"
    if (TAMPER === "audience") claims.aud = "another-client"
    if (TAMPER === "nonce") claims.nonce = "another-request"
    if (TAMPER === "no nonce") delete claims.nonce
    if (TAMPER === "expiry") claims.exp = Math.floor(Date.now() / 1000) - 60
    if (TAMPER === "subject") delete claims.sub
    const signed = await importJWK(TAMPER === "signature" ? foreign : own, "RS256")
    return new SignJWT(claims).setProtectedHeader(header).sign(signed)
}

provider.use(async (ctx, next) => {
    if (ctx.path.startsWith("/interaction/")) {
        const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
        if (prompt.name === "login") {
            await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: SUBJECT } })
        } else {
            const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
            grant.addOIDCScope(params.scope)
            const grantId = await grant.save()
            await provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId } })
        }
        ctx.respond = false
        return
    }
    await next()
    if (TAMPER && ctx.path === "/token" && ctx.body?.id_token) ctx.body.id_token = await spoilt(ctx.body.id_token)
})

server.on("request", provider.callback())
console.log(issuer)
