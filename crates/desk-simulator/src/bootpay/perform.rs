//! What each call does, and the answer of its generation.

use serde_json::Value;

use super::Generation;
use super::cancel::{self, CancelOrder, Circumstances, Done};
use super::cash_receipt;
use super::errors::{ApiError, ErrorKind};
use super::exchange::Call;
use super::operation::Operation;
use super::state::Scene;
use super::view::{v1, v2};
use crate::answer::Answer;
use crate::faults::FaultKind;

pub(crate) fn perform(
    scene: &mut Scene<'_>,
    call: &Call,
    verdict: Option<FaultKind>,
) -> Result<Answer, ApiError> {
    let body = match &call.operation {
        Operation::IssueToken => {
            let state = &mut scene.state;
            let token =
                state.tokens.issue(&state.options, &call.fields, call.generation, scene.now)?;
            match call.generation {
                Generation::V1 => v1::token(&token, scene.now),
                Generation::V2 => v2::token(&token, scene.now),
            }
        }
        Operation::Read { receipt_id } => read(scene, call, receipt_id)?,
        Operation::Cancel => return cancel(scene, call, verdict),
        Operation::PublishCashReceipt => {
            let receipt_id = cash_receipt::publish(scene, &call.fields)?;
            v2::receipt(scene.state, scene.state.book.get(&receipt_id)?)
        }
        Operation::WithdrawCashReceipt { receipt_id } => {
            cash_receipt::withdraw(scene, receipt_id)?;
            v2::receipt(scene.state, scene.state.book.get(receipt_id)?)
        }
        Operation::IssueStandalone => cash_receipt::issue_standalone(scene, &call.fields)?,
        Operation::CancelStandalone { receipt_id } => {
            cash_receipt::cancel_standalone(scene, receipt_id)?
        }
    };
    Ok(Answer { status: 200, body })
}

fn read(scene: &Scene<'_>, call: &Call, receipt_id: &str) -> Result<Value, ApiError> {
    let stored = match (scene.state.book.get(receipt_id), scene.state.standalone.get(receipt_id)) {
        (Ok(stored), _) => stored,
        (Err(_), Some(standalone)) if call.generation == Generation::V2 => {
            return Ok(v2::standalone(standalone));
        }
        (Err(error), _) => return Err(error),
    };
    Ok(match call.generation {
        Generation::V1 => v1::receipt(scene.state, stored),
        Generation::V2 => {
            let mut receipt = v2::receipt(scene.state, stored);
            if call.fields.text("lookup_user_data").as_deref() == Some("true") {
                receipt["user"] = v2::user(stored);
            }
            receipt
        }
    })
}

fn cancel(
    scene: &mut Scene<'_>,
    call: &Call,
    verdict: Option<FaultKind>,
) -> Result<Answer, ApiError> {
    let receipt_id = call
        .fields
        .text("receipt_id")
        .ok_or_else(|| ApiError::new(ErrorKind::ReceiptNotFound, "receipt_id가 없습니다."))?;
    let order = CancelOrder::read(&call.fields, call.generation)?;
    let done = cancel::cancel(scene, &receipt_id, &order, &Circumstances::api(verdict))?;
    let stored = scene.state.book.get(&receipt_id)?;
    Ok(match (call.generation, done) {
        (Generation::V1, Done::Moved { won }) => {
            Answer { status: 200, body: v1::cancelled(stored, won) }
        }
        // The envelope says what HTTP does not.
        (Generation::V1, Done::Failed) => {
            let error = ApiError::refused("결제취소에 실패하였습니다.");
            Answer { status: 200, ..error.answer(Generation::V1) }
        }
        (Generation::V2, _) => Answer { status: 200, body: v2::receipt(scene.state, stored) },
    })
}
