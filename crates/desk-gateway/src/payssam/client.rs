//! The calls to PaySsam.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::cancellation::VendorWords;
use desk_domain::payment::Mode;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};

use super::convert::{self, CancelAnswer};
use super::hash;
use super::index::{BillIndex, KnownBill};
use super::wire::{Bill, BillCallV1, BillCallV2, BillState, Endpoint, V1, V2};
use crate::http::{Answer, Http, HttpError};
use crate::{
    BaseUrl, Bills, CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, Now,
    ReadError, Reading, Secret, Timeouts, VoidOutcome,
};

/// Longest number of a bill, in characters.
const BILL_ID_MAX_CHARS: usize = 20;
/// Longest reason V2 takes, in characters.
const REASON_MAX_CHARS: usize = 20;

/// Which of the vendor's two interfaces is spoken: `v1` or `v2` in a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApiVersion {
    V1,
    V2,
}

/// One connection to PaySsam, as configured.
#[derive(Clone, Debug)]
pub struct PaySsamConfig {
    /// The vendor hands it out with the contract and prints it nowhere; or a simulator.
    pub base_url: BaseUrl,
    pub version: ApiVersion,
    pub api_key: Secret,
    /// The vendor's `member`.
    pub member: String,
    /// The vendor's `merchant`: the code of the sub-store.
    pub store: String,
    /// Whether it is the vendor's sandbox, which cancels its payments by itself.
    pub mode: Mode,
    pub timeouts: Timeouts,
}

/// PaySsam behind the trait.
#[derive(Clone, Debug)]
pub struct PaySsam {
    http: Http,
    config: PaySsamConfig,
    index: Arc<dyn BillIndex>,
    now: Now,
}

impl PaySsam {
    /// # Errors
    /// [`HttpError::Setup`]; nothing is sent yet.
    pub fn new(
        config: PaySsamConfig,
        index: Arc<dyn BillIndex>,
        now: Now,
    ) -> Result<Self, HttpError> {
        // Every call carries the key in its body; no header does.
        let http = Http::new(&config.base_url, HeaderMap::new(), config.timeouts)?;
        Ok(Self { http, config, index, now })
    }

    pub(super) fn version(&self) -> ApiVersion {
        self.config.version
    }

    pub(super) fn api_key(&self) -> &Secret {
        &self.config.api_key
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now.read()
    }

    /// Posts once, in the form of the configured version.
    pub(super) async fn post(
        &self,
        endpoint: Endpoint,
        v1: impl Serialize + Send,
        v2: impl Serialize + Send,
    ) -> Result<Answer, HttpError> {
        let PaySsamConfig { version, base_url, member, store, api_key, .. } = &self.config;
        let (key, member, merchant) = (api_key.expose(), member.as_str(), store.as_str());
        let json = match version {
            ApiVersion::V1 => serde_json::to_vec(&V1 { apikey: key, member, merchant, call: v1 }),
            ApiVersion::V2 => serde_json::to_vec(&V2 { api_key: key, member, merchant, bill: v2 }),
        };
        let json = json.expect("texts are always JSON");
        let url = base_url.join(endpoint.path(*version)).expect("a fixed path is an address");
        self.http.send(Method::POST, url, HeaderMap::new(), Some(json)).await
    }

    /// Cancels or voids: both name the bill and its price under one hash.
    pub(super) async fn post_priced(
        &self,
        endpoint: Endpoint,
        bill_id: &str,
        price: &str,
        reason: Option<&str>,
    ) -> Result<Answer, HttpError> {
        let hash = hash::of_bill(bill_id, price);
        let (price, hash) = (Some(price), Some(hash.as_str()));
        let v1 = BillCallV1 { bill_id, price, hash };
        let v2 = BillCallV2 { bill_id, price, cancel_reason: reason, hash };
        self.post(endpoint, v1, v2).await
    }

    /// Reads and resends: both name the bill only, without a hash.
    pub(super) async fn post_named(
        &self,
        endpoint: Endpoint,
        bill_id: &str,
    ) -> Result<Answer, HttpError> {
        let v1 = BillCallV1 { bill_id, price: None, hash: None };
        let v2 = BillCallV2 { bill_id, price: None, cancel_reason: None, hash: None };
        self.post(endpoint, v1, v2).await
    }

    pub(super) async fn read(&self, bill_id: &str) -> Result<Bill, ReadError> {
        if !is_bill_id(bill_id) {
            return Err(ReadError::NotFound);
        }
        let answer = self.post_named(Endpoint::Read, bill_id).await?;
        let word = convert::word(self.version(), &answer);
        let word = word.map_err(|why| convert::unread(answer.status, why))?;
        if let Some(error) = convert::read_error(&word) {
            return Err(error);
        }
        let bill: Bill = word.document().map_err(ReadError::Malformed)?;
        if bill.bill_id != bill_id {
            return Err(ReadError::Malformed("it is another bill".to_owned()));
        }
        Ok(bill)
    }

    async fn known(&self, bill_id: &str) -> Result<Option<KnownBill>, ReadError> {
        let known = self.index.known(bill_id).await;
        known.map_err(|error| ReadError::Unavailable(error.to_string()))
    }

    /// A `9970` is believed beside a read that shows the bill cancelled. Then this call moved nothing,
    /// and who did is for a person to find out: the cancel fails with the vendor's words, and the book
    /// shows that the money went back outside. Any other reading contradicts the vendor's own word.
    async fn confirm_cancelled(&self, bill_id: &str, words: VendorWords) -> CancelOutcome {
        match self.read(bill_id).await {
            Ok(bill) if bill.appr_state == BillState::C => CancelOutcome::Refused(words),
            Ok(_) | Err(_) => {
                let why = format!("{}, which no read shows yet", words.code);
                CancelOutcome::Unknown { why, words: None }
            }
        }
    }
}

/// Whether it can be the number of a bill: a comma would move the borders of the hash.
pub(super) fn is_bill_id(text: &str) -> bool {
    (1..=BILL_ID_MAX_CHARS).contains(&text.chars().count()) && !text.contains(',')
}

#[async_trait]
impl Gateway for PaySsam {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            // A cancel has one `price`, which must be the bill's.
            partial_cancel: false,
            void: true,
            list: false,
            idempotency_seconds: None,
            withdrawable: true,
            reading: Reading::WholeState,
        }
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let bill = self.read(gateway_payment_id).await?;
        let known = self.known(gateway_payment_id).await?;
        convert::found(&bill, known, self.config.mode, self.now())
    }

    async fn list(
        &self,
        _from: Timestamp,
        _until: Timestamp,
        _cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported("the vendor reads bills singly and lists none".to_owned()))
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        let refused = |message| CancelOutcome::Refused(convert::refused_here(message));
        let bill_id = order.gateway_payment_id.as_str();
        if !is_bill_id(bill_id) {
            return refused("this is no number of a bill");
        }
        if !order.is_whole() {
            return refused("a bill is cancelled whole");
        }
        let Some(price) = convert::price_text(order.amount) else {
            return refused("the vendor has no field for this amount");
        };
        let reason: String = order.reason.chars().take(REASON_MAX_CHARS).collect();
        let answer = self.post_priced(Endpoint::Cancel, bill_id, &price, Some(&reason)).await;
        match convert::cancel_answer(self.version(), order, answer, self.now()) {
            CancelAnswer::Ended(outcome) => outcome,
            CancelAnswer::AlreadyCancelled(words) => self.confirm_cancelled(bill_id, words).await,
        }
    }

    /// The price that a void must repeat is our index's.
    async fn void(&self, gateway_payment_id: &str, _key: &str) -> VoidOutcome {
        match self.index.known(gateway_payment_id).await {
            Ok(Some(bill)) => self.void_bill(gateway_payment_id, bill.price).await,
            Ok(None) => {
                VoidOutcome::Refused(convert::refused_here("our index does not know the bill"))
            }
            Err(error) => VoidOutcome::Refused(convert::refused_here(&error.to_string())),
        }
    }
}
