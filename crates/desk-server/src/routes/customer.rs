//! 학생의 결제 탭: who somebody is to the book, and how they stand.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{Bill, CustomerTab, CustomerTotals, ProblemCode, paths};
use desk_domain::{CustomerId, MerchantId};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::views;

/// A customer of one's own merchants, with totals over all time and all channels.
#[utoipa::path(
    get, path = paths::CUSTOMER, params(("id" = String, Path)), tag = "customers",
    responses((status = 200, body = CustomerTab), responses::ReadingCustomer)
)]
pub(super) async fn detail(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<CustomerTab>, Refusal> {
    let unknown = || Refusal::new(ProblemCode::CustomerNotFound);
    let id: CustomerId = id.parse().map_err(|_| unknown())?;
    let account = desk.store.customer(person.merchants(), &id).await?.ok_or_else(unknown)?;
    Ok(Json(CustomerTab {
        customer: views::customer(account.customer),
        totals: CustomerTotals {
            payments: account.payments,
            paid_won: account.paid,
            cancelled_won: account.cancelled,
            unpaid_won: account.unpaid,
        },
        unpaid: unpaid_bills(&desk, person.merchants(), &id),
    }))
}

/// Bills that are not paid yet, oldest first. This book writes none of its own.
fn unpaid_bills(_desk: &Desk, _merchants: &[MerchantId], _customer: &CustomerId) -> Vec<Bill> {
    Vec::new()
}
