//! Cursors: a reader only goes on from a place that the desk gave out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::search::{in_address, listed};
use super::{Target, Verdict, demand};
use crate::stage::Stage;

const LISTS: [&str; 5] = [
    "/api/payments?",
    "/api/payments?sort=amount_low&",
    "/api/cancellations?",
    "/api/bills?",
    "/api/follow-ups?",
];
/// As the lists write them, for a book that needs no rows.
const PLACES: [&str; 6] = [
    "payments.newest|1795230000000000|pay_00000000000000000000000001",
    "payments.amount_low|350000|pay_00000000000000000000000001",
    "payments.paid_at|1795230000000000|pay_00000000000000000000000001",
    "cancellations.newest|1795230000000000|can_00000000000000000000000001",
    "bills.newest|1795230000000000|bil_00000000000000000000000001",
    "follow_ups.open|1795230000000000|fol_00000000000000000000000001",
];

pub(super) struct Cursor(Stage);

impl Cursor {
    pub(super) fn new() -> Self {
        Self(Stage::new())
    }
}

impl Target for Cursor {
    fn name(&self) -> &'static str {
        "cursor"
    }

    /// The places as they are, too: most of what is broken should still be base64.
    fn corpus(&self) -> Vec<Vec<u8>> {
        let encoded = PLACES.iter().map(|place| URL_SAFE_NO_PAD.encode(place).into_bytes());
        encoded.chain(PLACES.iter().map(|place| place.as_bytes().to_vec())).collect()
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let inside = URL_SAFE_NO_PAD.encode(input);
        let outside = in_address(input).replace(['&', '+'], "%26");
        let mut verdict = Verdict::Refused;
        for cursor in [inside.as_str(), &outside] {
            for list in LISTS {
                let Some(answer) = self.0.get(&format!("{list}cursor={cursor}")) else { continue };
                if listed(list, &answer)? == Verdict::Understood && !cursor.is_empty() {
                    canonical(cursor)?;
                    verdict = Verdict::Understood;
                }
            }
        }
        Ok(verdict)
    }
}

/// Read and written again it is the same: a place has one cursor.
fn canonical(cursor: &str) -> Result<(), String> {
    let place = URL_SAFE_NO_PAD.decode(cursor).map_err(|error| format!("{cursor}: {error}"))?;
    let text = String::from_utf8(place).map_err(|error| format!("{cursor}: {error}"))?;
    let parts: Vec<&str> = text.split('|').collect();
    let key = parts.get(1).and_then(|key| key.parse::<i64>().ok()).map(|key| key.to_string());
    let is_ours = parts.len() == 3
        && key.as_deref() == Some(parts[1])
        && parts[2].bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
    demand(is_ours, || format!("{text:?} is no place that the desk gives out"))
}
