//! 학생의 결제 탭: who somebody is to the book, and how they stand.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{Bill, CustomerTab, CustomerTotals, ProblemCode, paths};
use desk_domain::CustomerId;
use desk_domain::bill::BillStatus;
use desk_domain::limits::PAGE_SIZE_MAX;
use desk_store::{BillFilter, PageRequest, Sort};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::views::{self, StaffNames};

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
        unpaid: unpaid_bills(&desk, &person, id).await?,
    }))
}

/// Bills that are not paid yet, oldest first: as many as one page holds, and nobody owes more of them.
async fn unpaid_bills(
    desk: &Desk,
    person: &Person,
    customer: CustomerId,
) -> Result<Vec<Bill>, Refusal> {
    let filter = BillFilter {
        merchants: person.merchants().to_vec(),
        statuses: BillStatus::ALL.iter().copied().filter(|status| status.is_unpaid()).collect(),
        customer: Some(customer),
        ..BillFilter::default()
    };
    let page = PageRequest { sort: Sort::Oldest, cursor: None, size: PAGE_SIZE_MAX };
    let rows = desk.store.bills(&filter, &page).await?.items;
    let names = StaffNames::read(&*desk.store).await?;
    Ok(rows.into_iter().map(|row| views::bill(desk, &names, row)).collect())
}
