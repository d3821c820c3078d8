//! Search texts and filters, as they come in an address.

use super::{Target, Verdict, demand};
use crate::corpus::texts;
use crate::stage::{Answer, Stage};

const LISTS: [&str; 5] = [
    "/api/payments",
    "/api/payments/summary",
    "/api/cancellations",
    "/api/bills",
    "/api/follow-ups",
];
const QUERIES: [&str; 9] = [
    "q=%EA%B9%80%EC%84%9C%EC%97%B0&status=paid,partially_cancelled",
    "q=%E3%85%8E%E3%84%B1%E3%84%B7&limit=20",
    "q=010-1234-5678",
    "q=350%2C000%EC%9B%90&sort=amount_high",
    "from=2026-11-01&to=2026-11-21&basis=cancelled_at",
    "channel=portone,bootpay&method=card&agreement=agrees",
    "customer=cus_00000000000000000000000001",
    "amount_min=1&amount_max=100000000000&kind=full&state=succeeded",
    "state=open&mine=true&overdue=false",
];

pub(super) struct Search(Stage);

impl Search {
    pub(super) fn new() -> Self {
        Self(Stage::new())
    }
}

impl Target for Search {
    fn name(&self) -> &'static str {
        "search-and-filters"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        texts(&QUERIES)
    }

    /// A filter that one list does not know may be another's.
    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let query = in_address(input);
        let mut verdict = Verdict::Refused;
        for list in LISTS {
            let Some(answer) = self.0.get(&format!("{list}?{query}")) else { continue };
            if listed(list, &answer)? == Verdict::Understood {
                verdict = Verdict::Understood;
            }
        }
        Ok(verdict)
    }
}

/// What no address can hold is written as it would be there; the rest stays as it is.
pub(super) fn in_address(input: &[u8]) -> String {
    let signs = input.iter().map(|byte| match byte {
        0x21..=0x7e if *byte != b'#' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    });
    signs.collect()
}

/// A page, or a problem that says so.
pub(super) fn listed(list: &str, answer: &Answer) -> Result<Verdict, String> {
    let Answer { status, kind, body, .. } = answer;
    if status.as_u16() == 200 {
        let is_page = body["items"].is_array() || body["shown"].is_object();
        demand(is_page, || format!("{list} answers 200 with {body:.200}"))?;
        return Ok(Verdict::Understood);
    }
    let is_told = status.is_client_error() && kind == "application/problem+json";
    demand(is_told && body["code"].is_string(), || format!("{list} answers {answer:?}"))?;
    Ok(Verdict::Refused)
}
