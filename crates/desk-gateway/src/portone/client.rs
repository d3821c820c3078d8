//! The calls to PortOne.

use async_trait::async_trait;
use desk_domain::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;

use super::convert;
use super::wire::{CursorPage, ListBody, Payment};
use crate::http::{Answer, Http, HttpError, secret_header};
use crate::{
    BaseUrl, CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, ReadError,
    Reading, Secret, Timeouts, VoidOutcome,
};

/// Payments of one page. The vendor gives at most 1,000; a page of them with all their raw PG
/// documents would come near the largest answer we read.
const LIST_PAGE_SIZE: u32 = 200;

/// How long the vendor remembers an idempotency key.
const IDEMPOTENCY_SECONDS: u32 = 3 * 60 * 60;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// One connection to PortOne, as configured.
#[derive(Clone, Debug)]
pub struct PortOneConfig {
    /// [`super::PRODUCTION_URL`], or a simulator.
    pub base_url: BaseUrl,
    /// The V2 API secret; a PG's own secret is answered with 401.
    pub api_secret: Secret,
    /// Needed for a sub-store only; left out, the vendor takes the store of the secret.
    pub store_id: Option<String>,
    pub timeouts: Timeouts,
}

/// Why a connection cannot be made from its configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    #[error("the API secret holds a sign that no header can carry")]
    SecretUnsendable,
    #[error(transparent)]
    Http(#[from] HttpError),
}

/// PortOne V2 behind the trait.
#[derive(Clone, Debug)]
pub struct PortOne {
    http: Http,
    base_url: BaseUrl,
    store_id: Option<String>,
}

impl PortOne {
    /// # Errors
    /// [`SetupError`]; nothing is sent yet.
    pub fn new(config: PortOneConfig) -> Result<Self, SetupError> {
        let scheme = format!("PortOne {}", config.api_secret.expose());
        let authorization = secret_header(&scheme).ok_or(SetupError::SecretUnsendable)?;
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization)]);
        let http = Http::new(&config.base_url, headers, config.timeouts)?;
        Ok(Self { http, base_url: config.base_url, store_id: config.store_id })
    }

    fn url(&self, segments: &[&str], query: Option<(&str, &str)>) -> Option<Url> {
        let mut url = self.base_url.join(segments)?;
        if let Some((name, value)) = query {
            url.query_pairs_mut().append_pair(name, value);
        }
        Some(url)
    }

    async fn read<T: DeserializeOwned>(&self, url: Url) -> Result<T, ReadError> {
        let answer = self.http.send(Method::GET, url, HeaderMap::new(), None).await?;
        if answer.status != 200 {
            return Err(convert::read_error(&answer));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|error| ReadError::Malformed(format!("it {}", convert::unreadable(&error))))
    }

    /// Posts once, under the vendor's idempotency key.
    async fn post(
        &self,
        url: Option<Url>,
        key: &str,
        json: Option<Vec<u8>>,
    ) -> Result<Answer, HttpError> {
        let unsendable = |what: &str| HttpError::Unsendable(what.to_owned());
        let url = url.ok_or_else(|| unsendable("the payment id fits into no address"))?;
        // A structured field of type string: the quotes are part of the value (RFC 8941).
        let key = HeaderValue::from_str(&format!("\"{key}\""))
            .map_err(|_| unsendable("the idempotency key fits into no header"))?;
        let headers = HeaderMap::from_iter([(IDEMPOTENCY_KEY, key)]);
        self.http.send(Method::POST, url, headers, json).await
    }
}

#[async_trait]
impl Gateway for PortOne {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            partial_cancel: true,
            void: true,
            list: true,
            idempotency_seconds: Some(IDEMPOTENCY_SECONDS),
            withdrawable: true,
            reading: Reading::Named,
        }
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let store = self.store_id.as_deref().map(|store| ("storeId", store));
        let url = self.url(&["payments", gateway_payment_id], store).ok_or(ReadError::NotFound)?;
        let payment: Payment = self.read(url).await?;
        if payment.id != gateway_payment_id {
            return Err(ReadError::Malformed("it is another payment".to_owned()));
        }
        convert::found(payment)
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        let store_id = self.store_id.as_deref();
        let body = ListBody { store_id, from, until, cursor, size: LIST_PAGE_SIZE };
        let body = serde_json::to_string(&body).expect("texts and numbers are always JSON");
        let url = self
            .url(&["payments-by-cursor"], Some(("requestBody", &body)))
            .expect("a fixed path is an address");
        convert::list_page(self.read::<CursorPage>(url).await?, cursor)
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        let body = convert::cancel_body(order, self.store_id.as_deref());
        let json = serde_json::to_vec(&body).expect("texts and numbers are always JSON");
        let url = self.url(&["payments", &order.gateway_payment_id, "cancel"], None);
        convert::cancel_outcome(self.post(url, &order.key, Some(json)).await)
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        let store = self.store_id.as_deref().map(|store| ("storeId", store));
        let segments = ["payments", gateway_payment_id, "virtual-account", "close"];
        convert::void_outcome(self.post(self.url(&segments, store), key, None).await)
    }
}
