//! The vendors' side, by their control page: what people do there, and what really happened to the money.

use std::time::Duration;

use desk_domain::Timestamp;
use desk_simulation::{HARNESS, Refund, SentSeen, Truth, Violation};
use serde_json::{Value, json};

use crate::http::{Answer, Request, ask};

/// How long the vendors may take to come back after a kill.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);
const MICROS: i64 = 1_000_000;
/// Above the bills of any round.
const BILLS_MAX: u32 = 10_000;

/// What a payment was made with, as the desk's book calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vendor {
    PortOne,
    Bootpay,
    PaySsam,
    Terminal,
}

impl Vendor {
    pub(crate) const ALL: [Self; 4] = [Self::PortOne, Self::Bootpay, Self::PaySsam, Self::Terminal];

    /// `None`: nobody is behind it.
    pub(crate) fn of_channel(channel: &str) -> Option<Self> {
        match channel {
            "portone" => Some(Self::PortOne),
            "bootpay" => Some(Self::Bootpay),
            "payssam" => Some(Self::PaySsam),
            "terminal" => Some(Self::Terminal),
            _ => None,
        }
    }

    pub(crate) const fn takes_parts(self) -> bool {
        matches!(self, Self::PortOne | Self::Bootpay)
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::PortOne => "/api/portone/payments",
            Self::Bootpay => "/api/bootpay/payments",
            Self::PaySsam => "/api/payssam/bills",
            Self::Terminal => "/api/van/approvals",
        }
    }

    fn blueprint(self, number: u32, won: i64) -> Value {
        match self {
            Self::PortOne => json!({ "id": format!("card-{number}"), "amountWon": won }),
            Self::Bootpay => json!({ "orderId": format!("order-{number}"), "amountWon": won }),
            Self::PaySsam => json!({ "id": format!("bill{number}"), "priceWon": won }),
            Self::Terminal => json!({
                "approvalNumber": (30_000_000 + number).to_string(),
                "amountWon": won,
            }),
        }
    }

    /// The vendor's own name in what our book calls it: a device's number stands before an approval's.
    fn name_in(self, gateway_payment_id: &str) -> &str {
        match self {
            Self::Terminal => gateway_payment_id.rsplit('-').next().unwrap_or_default(),
            Self::PortOne | Self::Bootpay | Self::PaySsam => gateway_payment_id,
        }
    }
}

/// The control page.
#[derive(Clone, Copy)]
pub(crate) struct Vendors {
    pub(crate) control: u16,
}

impl Vendors {
    /// Takes the seed's payments away: the run brings its own.
    pub(crate) async fn empty(self) -> Result<(), Violation> {
        self.insist(&Request::post("/api/reset", &json!({}))).await.map(drop)
    }

    /// Somebody pays. The vendor tells the desk where it tells at all.
    pub(crate) async fn sell(self, vendor: Vendor, number: u32, won: i64) -> Result<(), Violation> {
        let blueprint = vendor.blueprint(number, won);
        // Refused: it was made before the line broke.
        self.insist(&Request::post(vendor.folder(), &blueprint)).await.map(drop)
    }

    pub(crate) async fn pass(self, seconds: i64) -> Result<(), Violation> {
        let step = json!({ "forwardSeconds": seconds });
        self.insist(&Request::post("/api/clock", &step)).await.map(drop)
    }

    /// How far the vendors' clock is ahead of the machine's, in seconds.
    pub(crate) async fn ahead_seconds(self) -> Result<i64, Violation> {
        let clock = self.insist(&Request::get("/api/clock")).await?;
        let shown = clock.body["shiftSeconds"].as_i64();
        shown.ok_or_else(|| Violation::of(HARNESS, format!("a clock without a shift: {clock:?}")))
    }

    /// By the vendors' clock, in seconds.
    pub(crate) async fn now_seconds(self) -> Result<i64, Violation> {
        let clock = self.insist(&Request::get("/api/clock")).await?;
        let now = clock.body["now"].as_str().and_then(|now| Timestamp::parse_rfc3339(now).ok());
        let now = now.ok_or_else(|| Violation::of(HARNESS, format!("no time: {clock:?}")))?;
        Ok(now.0 / MICROS)
    }

    /// The person at the terminal puts the right card in, and the VAN answers.
    pub(crate) async fn serve_terminal(self) {
        let device = ask(self.control, &Request::get("/api/van/device")).await;
        let stage = device.map(|device| device.body["attempt"]["stage"].clone());
        let (path, body) = match stage.as_ref().and_then(Value::as_str) {
            Some("awaiting_card") => ("/api/van/card", json!({ "card": "right" })),
            Some("processing") => ("/api/van/answer", json!({})),
            _ => return,
        };
        // Too late for this moment: the next look shows what the device wants then.
        ask(self.control, &Request::post(path, &body)).await;
    }

    /// How many webhooks of PortOne were taken by the desk, and how many there are.
    pub(crate) async fn webhooks(self) -> Result<(usize, usize), Violation> {
        let listed = self.insist(&Request::get("/api/portone/webhooks")).await?;
        let items = listed.body["items"].as_array().map_or(&[][..], Vec::as_slice);
        let is_taken = |item: &&Value| item["state"] == "delivered";
        Ok((items.iter().filter(is_taken).count(), items.len()))
    }

    /// Whether PaySsam has told of a payment, and nobody has heard it.
    pub(crate) async fn has_calls_to_make(self) -> Result<bool, Violation> {
        let listed = self.insist(&Request::get("/api/payssam/callbacks")).await?;
        let items = listed.body["items"].as_array().map_or(&[][..], Vec::as_slice);
        Ok(items.iter().any(|item| item["state"] == "waiting"))
    }

    pub(crate) async fn truth(
        self,
        vendor: Vendor,
        gateway_payment_id: &str,
    ) -> Result<Truth, Violation> {
        let path = format!("{}/{}", vendor.folder(), vendor.name_in(gateway_payment_id));
        let told = self.insist(&Request::get(&path)).await?.body;
        let charged = &told[if vendor == Vendor::Terminal { "amountWon" } else { "chargedWon" }];
        let refunds = told["refunds"].as_array();
        let (Some(charged_won), Some(refunds)) = (charged.as_i64(), refunds) else {
            return Err(Violation::of(HARNESS, format!("no truth at {path}: {told}")));
        };
        let is_told = vendor == Vendor::PortOne;
        let bounced = told["bounced"].as_array().filter(|_| is_told);
        let told_back = told["toldBackWon"].as_i64().filter(|_| is_told);
        if is_told && (bounced.is_none() || told_back.is_none()) {
            return Err(Violation::of(HARNESS, format!("no bounces at {path}: {told}")));
        }
        let bounced = bounced.map_or(&[][..], Vec::as_slice);
        let refunds = refunds.iter().chain(bounced).map(|refund| refund_of(vendor, refund));
        let attempts = told["attempts"].as_array().map_or(&[][..], Vec::as_slice);
        let begun = attempts.iter().filter_map(|one| Some(one["requestId"].as_str()?.to_owned()));
        Ok(Truth {
            told_back_won: told_back.unwrap_or(0),
            begun: begun.collect(),
            ..Truth::new(charged_won, refunds)
        })
    }

    /// Every bill that PaySsam has, and how many messages it has sent about them.
    pub(crate) async fn bills(self) -> Result<(Vec<SentSeen>, usize), Violation> {
        let path = format!("/api/payssam/bills?limit={BILLS_MAX}");
        let mut told = self.insist(&Request::get(&path)).await?.body;
        let messages = told["messagesSent"].as_u64().unwrap_or_default();
        let sent = serde_json::from_value(told["items"].take());
        let sent = sent.map_err(|error| Violation::of(HARNESS, error))?;
        Ok((sent, usize::try_from(messages).unwrap_or(usize::MAX)))
    }

    /// Whoever has a bill before them pays it; refused by the vendor where somebody withdrew it meanwhile.
    pub(crate) async fn pay_bill(self, number: &str) -> Result<(), Violation> {
        let path = format!("/api/payssam/bills/{number}/pay");
        self.insist(&Request::post(&path, &json!({}))).await.map(drop)
    }

    /// Asks until there is an answer: the vendors may just have been killed.
    pub(crate) async fn insist(self, request: &Request<'_>) -> Result<Answer, Violation> {
        for _ in 0..TRIES {
            if let Some(answer) = ask(self.control, request).await {
                return Ok(answer);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Violation::of(HARNESS, "the vendors do not come back"))
    }
}

fn refund_of(vendor: Vendor, refund: &Value) -> Refund {
    let text = |field: &str| refund[field].as_str().map(str::to_owned);
    let (id, key) = match vendor {
        Vendor::PortOne => (text("id"), text("idempotencyKey")),
        Vendor::Bootpay => (None, text("cancelId")),
        Vendor::PaySsam => (None, None),
        Vendor::Terminal => (text("approvalNumber"), text("requestId")),
    };
    Refund { id, key, won: refund["amountWon"].as_i64().unwrap_or_default() }
}
