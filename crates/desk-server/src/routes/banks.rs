//! The banks that a refund can go to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use desk_api::{Bank, Banks, paths};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;

/// Banks, the ones most people have first.
#[utoipa::path(
    get, path = paths::BANKS, tag = "rulebook",
    responses((status = 200, body = Banks), responses::Reading)
)]
pub(super) async fn list(State(desk): State<Arc<Desk>>, _: SignedIn) -> Json<Banks> {
    let banks = desk.rulebook.banks().iter().map(|bank| Bank {
        code: bank.code.clone(),
        name: bank.name.clone(),
        common: bank.common,
    });
    Json(Banks { items: banks.collect() })
}
