//! Carries out one authorised call on the state. No network, no waiting.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::cancel::{self, CancelBody, Circumstances};
use super::errors::{ApiError, ErrorKind};
use super::exchange::Call;
use super::operation::Operation;
use super::state::State;
use super::wire::{Trigger, WebhookRecord, WebhookTrigger};
use super::{banks, events, list, receipts, settlement, view, virtual_account};
use crate::faults::FaultKind;
use crate::private::Private;

/// The body of the 200 answer, or the typed error.
pub(crate) fn perform(
    state: &mut State,
    call: &Call,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    check_store(state, call.query.get("storeId"))?;
    match &call.operation {
        Operation::Login => {
            let body: LoginBody = call.json()?;
            state.tokens.log_in(body.api_secret.reveal(), now)
        }
        Operation::RefreshToken => {
            let body: RefreshBody = call.json()?;
            state.tokens.renew(body.refresh_token.reveal(), now)
        }
        Operation::ListBanks => Ok(banks::view()),
        Operation::ListPayments => {
            let body: list::ListBody = call.list_json()?;
            check_store(state, body.filter.store_id.as_ref())?;
            list::by_page(state, &body, now)
        }
        Operation::ListPaymentsByCursor => {
            let body: list::CursorBody = call.list_json()?;
            check_store(state, body.store_id.as_ref())?;
            list::by_cursor(state, &body, now)
        }
        Operation::GetPayment { payment_id } => {
            Ok(view::payment(state.book.get(payment_id)?, state.receipts.get(payment_id)))
        }
        Operation::ListTransactions { payment_id } => {
            let stored = state.book.get(payment_id)?;
            Ok(json!({ "items": view::transactions(stored, state.receipts.get(payment_id)) }))
        }
        Operation::CancelPayment { payment_id } => {
            cancel_payment(state, call, payment_id, verdict, now)
        }
        Operation::StopCancellation { payment_id, cancellation_id } => {
            let body: StoreBody = call.json_or_default()?;
            check_store(state, body.store_id.as_ref())?;
            settlement::stop_pending(state, payment_id, cancellation_id, now)?;
            Ok(json!({ "stoppedAt": now }))
        }
        Operation::CloseVirtualAccount { payment_id } => {
            let closed_at = virtual_account::close(state, payment_id, now)?;
            Ok(json!({ "closedAt": closed_at }))
        }
        Operation::ResendWebhook { payment_id } => resend_webhook(state, call, payment_id, now),
        Operation::GetCashReceipt { payment_id } => receipts::read(state, payment_id),
        Operation::CancelCashReceipt { payment_id } => receipts::cancel(state, payment_id, now),
        Operation::ListCashReceipts => receipts::list(state, &call.list_json()?, now),
        Operation::IssueCashReceipt => {
            let body: StoreBody = call.json()?;
            check_store(state, body.store_id.as_ref())?;
            receipts::issue(state, &call.json()?, now)
        }
        Operation::GetPromotion { promotion_id } => {
            let promotion = state.book.promotion(promotion_id).ok_or_else(|| {
                ApiError::new(ErrorKind::PromotionNotFound, "프로모션이 존재하지 않습니다.")
            })?;
            Ok(promotion.view())
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoginBody {
    api_secret: Private,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RefreshBody {
    refresh_token: Private,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct StoreBody {
    store_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ResendBody {
    store_id: Option<String>,
    webhook_id: Option<String>,
}

fn cancel_payment(
    state: &mut State,
    call: &Call,
    payment_id: &str,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    let body: CancelBody = call.json()?;
    check_store(state, body.store_id.as_ref())?;
    let circumstances = Circumstances {
        now,
        trigger: Trigger::Api,
        idempotency_key: call.idempotency_key.clone(),
        verdict,
    };
    let cancellation = cancel::cancel(state, payment_id, &body, &circumstances)?;
    Ok(json!({ "cancellation": cancellation }))
}

/// The latest webhook unless one is named; a message is sent six times at most.
fn resend_webhook(
    state: &mut State,
    call: &Call,
    payment_id: &str,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    let body: ResendBody = call.json_or_default()?;
    check_store(state, body.store_id.as_ref())?;
    let webhooks = &mut state.book.edit(payment_id)?.payment.webhooks;
    let named = |record: &WebhookRecord| body.webhook_id.as_ref().is_none_or(|id| *id == record.id);
    let record = webhooks.iter_mut().rev().find(|record| named(record)).ok_or_else(|| {
        ApiError::new(ErrorKind::WebhookNotFound, "웹훅 내역이 존재하지 않습니다.")
    })?;
    if record.current_execution_count >= record.max_execution_count {
        return Err(ApiError::new(
            ErrorKind::MaxWebhookRetryCountReached,
            "웹훅 재발송 횟수를 초과했습니다.",
        ));
    }
    record.trigger = Some(WebhookTrigger::Manual);
    let record = record.clone();
    events::resend(state, payment_id, &record, now);
    Ok(json!({ "webhook": record }))
}

/// There is one store; naming another is refused.
fn check_store(state: &State, named: Option<&String>) -> Result<(), ApiError> {
    match named {
        Some(store_id) if *store_id != state.store_id => {
            Err(ApiError::new(ErrorKind::Forbidden, "접근 권한이 없는 상점 아이디입니다."))
        }
        _ => Ok(()),
    }
}

impl Call {
    /// The body as JSON, whatever its `Content-Type` says: the JavaScript SDK sends `text/plain`.
    fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| ApiError::invalid(format!("요청 본문이 올바르지 않습니다: {error}")))
    }

    fn json_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, ApiError> {
        if self.body.is_empty() { Ok(T::default()) } else { self.json() }
    }

    /// Lists take their input from `?requestBody=` (the SDKs) or from a body on GET.
    fn list_json<T: DeserializeOwned + Default>(&self) -> Result<T, ApiError> {
        match self.query.get("requestBody") {
            Some(text) => serde_json::from_str(text).map_err(|error| {
                ApiError::invalid(format!("requestBody가 올바르지 않습니다: {error}"))
            }),
            None => self.json_or_default(),
        }
    }
}
