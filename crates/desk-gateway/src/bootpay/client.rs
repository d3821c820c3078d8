//! The calls to Bootpay.

mod token;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::cancellation::VendorWords;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Method, Url};

use self::token::TokenStore;
use super::{ApiVersion, convert};
use crate::http::{Answer, Http, secret_header};
use crate::{
    BaseUrl, CancelOrder, CancelOutcome, Capabilities, Found, Gateway, HttpError, ListPage,
    ReadError, Reading, Secret, Timeouts, VoidOutcome,
};

/// One connection to Bootpay, as configured.
#[derive(Clone, Debug)]
pub struct BootpayConfig {
    /// [`super::PRODUCTION_URL`], or a simulator; without the `v2` of the second generation.
    pub base_url: BaseUrl,
    pub api_version: ApiVersion,
    /// The one for the REST API; those of browsers and apps are refused.
    pub application_id: String,
    pub private_key: Secret,
    pub timeouts: Timeouts,
}

/// Bootpay behind the trait.
#[derive(Debug)]
pub struct Bootpay {
    http: Http,
    base_url: BaseUrl,
    api: ApiVersion,
    tokens: TokenStore,
}

impl Bootpay {
    /// # Errors
    /// [`HttpError::Setup`]; nothing is sent yet.
    pub fn new(config: BootpayConfig) -> Result<Self, HttpError> {
        let http = Http::new(&config.base_url, HeaderMap::new(), config.timeouts)?;
        let tokens = TokenStore::new(config.application_id, config.private_key);
        Ok(Self { http, base_url: config.base_url, api: config.api_version, tokens })
    }

    fn url(&self, segments: &[&str]) -> Option<Url> {
        let generation: &[&str] = match self.api {
            ApiVersion::V1 => &[],
            ApiVersion::V2 => &["v2"],
        };
        self.base_url.join(&[generation, segments].concat())
    }

    /// V1 wants the bare token, V2 a scheme before it.
    fn authorized(&self, token: &Secret) -> Result<HeaderMap, ReadError> {
        let text = match self.api {
            ApiVersion::V1 => token.expose().to_owned(),
            ApiVersion::V2 => format!("Bearer {}", token.expose()),
        };
        let header = secret_header(&text)
            .ok_or_else(|| ReadError::Malformed("no header can carry the token".to_owned()))?;
        Ok(HeaderMap::from_iter([(AUTHORIZATION, header)]))
    }

    async fn token(&self) -> Result<Secret, ReadError> {
        if let Some(token) = self.tokens.usable() {
            return Ok(token);
        }
        let url = self.url(&["request", "token"]).expect("a fixed path is an address");
        let keys = Some(self.tokens.keys());
        let answer = self.http.send(Method::POST, url, HeaderMap::new(), keys).await;
        let answer = answer.map_err(|error| convert::read_failure(&error))?;
        Ok(self.tokens.keep(convert::token(self.api, &answer)?))
    }

    async fn ask(&self, url: Url) -> Result<(Answer, HeaderMap), ReadError> {
        let headers = self.authorized(&self.token().await?)?;
        let answer = self.http.send(Method::GET, url, headers.clone(), None).await;
        Ok((answer.map_err(|error| convert::read_failure(&error))?, headers))
    }

    /// Reads one payment, and says under which token it was told. A token that the vendor takes no
    /// more is changed once.
    async fn read(&self, receipt_id: &str) -> Result<(Found, HeaderMap), ReadError> {
        let mut url = self.url(&["receipt", receipt_id]).ok_or(ReadError::NotFound)?;
        match self.api {
            ApiVersion::V1 => {}
            // Else it does not say who paid.
            ApiVersion::V2 => url.set_query(Some("lookup_user_data=true")),
        }
        let (mut answer, mut headers) = self.ask(url.clone()).await?;
        if convert::is_token_refused(self.api, &answer) {
            self.tokens.forget();
            (answer, headers) = self.ask(url).await?;
        }
        let found = convert::found(self.api, &answer)?;
        if found.gateway_payment_id != receipt_id {
            return Err(ReadError::Malformed("it is another payment".to_owned()));
        }
        Ok((found, headers))
    }
}

#[async_trait]
impl Gateway for Bootpay {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            partial_cancel: true,
            void: false,
            list: false,
            idempotency_seconds: None,
            withdrawable: true,
            reading: Reading::SumOnly,
        }
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        Ok(self.read(gateway_payment_id).await?.0)
    }

    async fn list(
        &self,
        _: Timestamp,
        _: Timestamp,
        _: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported("Bootpay has no list of payments".to_owned()))
    }

    /// Reads first: that is the vendor's missing comparison of balances, and it proves the token, so
    /// that the cancel itself goes out once or not at all.
    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        let (before, headers) = match self.read(&order.gateway_payment_id).await {
            Ok(read) => read,
            Err(error) => return CancelOutcome::Refused(convert::not_sent(&error)),
        };
        let json = match convert::cancel_body(self.api, order, &before) {
            Ok(json) => json,
            Err(words) => return CancelOutcome::Refused(words),
        };
        let url = self.url(&["cancel"]).expect("a fixed path is an address");
        let answer = self.http.send(Method::POST, url, headers, Some(json)).await;
        if let Ok(answer) = &answer
            && convert::is_token_refused(self.api, answer)
        {
            self.tokens.forget();
        }
        convert::cancel_outcome(self.api, answer, order, &before)
    }

    async fn void(&self, _: &str, _: &str) -> VoidOutcome {
        VoidOutcome::Refused(VendorWords {
            code: "void_unsupported".to_owned(),
            message: "not sent: Bootpay closes no virtual accounts".to_owned(),
            ..VendorWords::default()
        })
    }
}
