//! The driver of the simulated terminal (`docs/simulator.md`), and the example for others. No real
//! device speaks this wire.

mod convert;
mod wire;

use std::time::Duration;

use async_trait::async_trait;
use desk_api::agent::{FoundApproval, OriginalApproval, TerminalOrder};
use desk_domain::terminal::TerminalStage;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;

use super::{Begun, DeviceSilent, Driver, Standing};
use crate::address::Address;
use crate::http;
use crate::pace::ANSWER_WITHIN;

/// Longer than the 20 s for which the driver's service holds a question for news.
const NEWS_WITHIN: Duration = Duration::from_secs(30);

/// Where nobody listens, nothing can have begun.
const UNREACHABLE: &str = "DEVICE_UNREACHABLE";

#[derive(Debug)]
pub struct VanDriver {
    device: Address,
    client: Client,
}

impl VanDriver {
    /// # Errors
    /// The HTTP client could not be set up.
    pub fn new(device: Address) -> Result<Self, reqwest::Error> {
        let client = http::client(&device, ANSWER_WITHIN)?;
        Ok(Self { device, client })
    }

    async fn standing(&self, request: RequestBuilder) -> Result<Standing, DeviceSilent> {
        match answer(request).await? {
            Answer::Yes(view) => Ok(convert::standing(view)),
            Answer::No { status: 404, code, .. } if code == wire::NO_SUCH_REQUEST => {
                Ok(Standing::NotKnown)
            }
            Answer::No { status, code, .. } => Err(unexpected(status, &code)),
        }
    }
}

#[async_trait]
impl Driver for VanDriver {
    fn name(&self) -> &'static str {
        "van"
    }

    async fn begin(&self, order: &TerminalOrder) -> Begun {
        let request = self.client.post(self.device.join(&["v1", "cancels"]));
        let sent = request.json(&convert::start(order)).send().await;
        let response = match sent {
            Ok(response) => response,
            Err(problem) if problem.is_connect() => {
                let words = "단말기에 연결되지 않습니다.".into();
                return Begun::Refused { code: UNREACHABLE.into(), words };
            }
            Err(problem) => return Begun::Unclear(silent(&problem)),
        };
        match read(response).await {
            Ok(Answer::Yes(view)) => Begun::Accepted(convert::standing(view)),
            Ok(Answer::No { status: 400 | 409, code, words }) => Begun::Refused { code, words },
            Ok(Answer::No { status, code, .. }) => Begun::Unclear(unexpected(status, &code)),
            Err(problem) => Begun::Unclear(problem),
        }
    }

    async fn query(&self, service_id: &str) -> Result<Standing, DeviceSilent> {
        let url = self.device.join(&["v1", "cancels", service_id]);
        self.standing(self.client.get(url)).await
    }

    async fn watch(&self, service_id: &str, seen: TerminalStage) -> Result<Standing, DeviceSilent> {
        let url = self.device.join(&["v1", "cancels", service_id]);
        loop {
            let request = self.client.get(url.clone()).query(&[("seen", seen.as_str())]);
            let standing = self.standing(request.timeout(NEWS_WITHIN)).await?;
            if standing != Standing::At(seen) {
                return Ok(standing);
            }
        }
    }

    async fn abort(&self, service_id: &str) -> Result<Standing, DeviceSilent> {
        let url = self.device.join(&["v1", "cancels", service_id, "abort"]);
        match answer(self.client.post(url)).await? {
            Answer::Yes(view) => Ok(convert::standing(view)),
            // Too late, or never there: how it stands says which.
            Answer::No { status: 404 | 409, .. } => self.query(service_id).await,
            Answer::No { status, code, .. } => Err(unexpected(status, &code)),
        }
    }

    async fn inquire(
        &self,
        approval: &OriginalApproval,
    ) -> Result<Option<FoundApproval>, DeviceSilent> {
        let url = self.device.join(&["v1", "approvals", &approval.approval_number]);
        let day = approval.approved_on.to_string();
        match answer(self.client.get(url).query(&[("on", &day)])).await? {
            Answer::Yes(view) => Ok(convert::approval(view)),
            Answer::No { status: 404, code, .. } if code == wire::NO_SUCH_APPROVAL => Ok(None),
            Answer::No { status, code, .. } => Err(unexpected(status, &code)),
        }
    }
}

enum Answer<T> {
    Yes(T),
    No { status: u16, code: String, words: String },
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<Answer<T>, DeviceSilent> {
    read(request.send().await.map_err(|problem| silent(&problem))?).await
}

async fn read<T: DeserializeOwned>(response: reqwest::Response) -> Result<Answer<T>, DeviceSilent> {
    let status = response.status();
    let body = response.bytes().await.map_err(|problem| silent(&problem))?;
    let no_sense = |_| DeviceSilent(format!("the device's answer {status} makes no sense"));
    if status.is_success() {
        return serde_json::from_slice(&body).map(Answer::Yes).map_err(no_sense);
    }
    let no: wire::Refusal = serde_json::from_slice(&body).map_err(no_sense)?;
    Ok(Answer::No { status: status.as_u16(), code: no.error, words: no.words })
}

fn unexpected(status: u16, code: &str) -> DeviceSilent {
    DeviceSilent(format!("the device answered {status} {code}"))
}

fn silent(problem: &reqwest::Error) -> DeviceSilent {
    let why = match problem {
        _ if problem.is_timeout() => "the device did not answer in time",
        _ if problem.is_connect() => "the device cannot be reached",
        _ => "the connection to the device broke",
    };
    DeviceSilent(why.into())
}
