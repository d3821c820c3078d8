//! The addresses of the webhooks as the network meets them: head and body, through every layer.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request};
use desk_domain::Timestamp;
use desk_domain::id::ChannelId;
use desk_server::desk::Connection;

use super::portone::BODIES as PORTONE;
use super::signature::{NOW, sign};
use super::{Target, Verdict, bootpay, demand, payssam, vendors};
use crate::stage::{Answer, Stage};

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// What each vendor wants to hear, beside the nothing of the first.
const TAKEN: [&str; 4] =
    ["", "OK", r#"{"success":true}"#, r#"{"code":"0000","msg":"성공하였습니다."}"#];
/// What a stranger may be told.
const REFUSALS: [u16; 7] = [400, 401, 404, 405, 413, 414, 431];

/// A line that names the address, one for each header, an empty one, and the body.
pub(super) struct HookRoutes {
    stage: Stage,
    inputs: i64,
}

impl HookRoutes {
    pub(super) fn new() -> Self {
        Self { stage: Stage::beside(vendors::all()), inputs: 0 }
    }
}

impl Target for HookRoutes {
    fn name(&self) -> &'static str {
        "hook-routes"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        let address = |number: usize| {
            let Connection { id, channel, .. } = &vendors::all()[number];
            format!("/hooks/{}/{id}", channel.as_str())
        };
        let at = NOW.to_string();
        let of_portone = PORTONE.iter().map(|body| {
            let signature = sign("hook-1", &at, body.as_bytes());
            let head = format!("webhook-id: hook-1\nwebhook-timestamp: {at}");
            format!("{}\n{head}\nwebhook-signature: {signature}\n\n{body}", address(0))
        });
        let of_bootpay = bootpay::BODIES.iter().flat_map(|body| {
            [1, 2].map(|number| format!("{}\ncontent-type: text/plain\n\n{body}", address(number)))
        });
        let of_payssam = payssam::BODIES.iter().map(|body| format!("{}\n\n{body}", address(3)));
        let all = of_portone.chain(of_bootpay).chain(of_payssam);
        all.chain([format!("/hooks/portone/{}\n\n{{}}", ChannelId::from_bits(9))])
            .map(String::into_bytes)
            .collect()
    }

    /// Every second input comes days after the signatures were made, and the next one back at that moment:
    /// no input finds the hints of those before it still counted.
    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let Some(request) = request(input) else { return Ok(Verdict::Refused) };
        let days = if self.inputs % 2 == 0 { 0 } else { self.inputs };
        self.stage.clock.set(Timestamp(0).plus_seconds(NOW + days * DAY_SECONDS));
        self.inputs += 1;
        let answer = self.stage.ask(request);
        let Answer { status, kind, text, .. } = &answer;
        if status.as_u16() == 200 {
            demand(TAKEN.contains(&text.as_str()), || format!("no vendor waits for {text:?}"))?;
            return Ok(Verdict::Understood);
        }
        let is_told = REFUSALS.contains(&status.as_u16()) && kind == "application/problem+json";
        demand(is_told, || format!("it is answered {answer:?}"))?;
        Ok(Verdict::Refused)
    }
}

/// `None` for what no HTTP server would let in.
fn request(input: &[u8]) -> Option<Request<Body>> {
    let (head, body) = match input.windows(2).position(|two| two == b"\n\n") {
        Some(end) => (&input[..end], &input[end + 2..]),
        None => (input, &b""[..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let address =
        std::str::from_utf8(lines.next()?).ok().filter(|one| one.starts_with("/hooks"))?;
    let mut request = Request::post(address);
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        request = request.header(name, value);
    }
    request.body(Body::from(body.to_vec())).ok()
}
