//! One payment: both truths, the decision, the story.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{PaymentDetail, Refreshed, paths};
use desk_domain::decision::Action;
use desk_domain::limits::PAGE_SIZE_MAX;
use desk_domain::rulebook::evaluate_with_duty;
use desk_store::{CancellationFilter, FollowUpFilter, PageRequest, PaymentRow, Sort};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::payments::payment_for;
use crate::usecases::refresh_payment::refresh_payment;
use crate::views::{self, StaffNames};

/// A payment, and how exactly this one can be cancelled now.
#[utoipa::path(
    get, path = paths::PAYMENT, params(("id" = String, Path)), tag = "payments",
    responses((status = 200, body = PaymentDetail), responses::ReadingPayment)
)]
pub(super) async fn detail(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<PaymentDetail>, Refusal> {
    let row = payment_for(&desk, &person, &id).await?;
    detail_of(&desk, row).await.map(Json)
}

/// Reads the payment at its gateway again.
#[utoipa::path(
    post, path = paths::PAYMENT_REFRESH, params(("id" = String, Path)), tag = "payments",
    responses((status = 200, body = Refreshed), responses::Refreshing)
)]
pub(super) async fn refresh(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Refreshed>, Refusal> {
    let changed = refresh_payment(&desk, &person, &id).await?;
    let detail = read_detail(&desk, &person, &id).await?;
    Ok(Json(Refreshed { changed, detail }))
}

pub(super) async fn read_detail(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<PaymentDetail, Refusal> {
    detail_of(desk, payment_for(desk, person, id).await?).await
}

async fn detail_of(desk: &Desk, row: PaymentRow) -> Result<PaymentDetail, Refusal> {
    let payment = row.payment.clone();
    let of_payment = CancellationFilter {
        payment_id: Some(payment.id.clone()),
        ..CancellationFilter::default()
    };
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: PAGE_SIZE_MAX };
    let cancellations = desk.store.cancellations(&of_payment, &page).await?.items;
    let cancellations: Vec<_> = cancellations.into_iter().map(|row| row.cancellation).collect();
    let story = desk.store.story_of_payment(&payment.id).await?;
    let names = StaffNames::read(&*desk.store).await?;
    let open = FollowUpFilter {
        merchants: vec![payment.merchant_id.clone()],
        payment_id: Some(payment.id.clone()),
        ..FollowUpFilter::default()
    };
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: 1 };
    let follow_up = desk.store.follow_ups(&open, &page).await?.items.pop();
    let duty = follow_up.as_ref().map(|row| row.follow_up.cause);
    let decision = evaluate_with_duty(&desk.rulebook, &payment, duty, desk.now());
    let around = desk.store.bills_around(&payment.id).await?;
    let mut timeline = views::timeline(&names, &payment, &cancellations, story);
    views::with_notes(&mut timeline, &around);
    if let Some(outside) = desk.store.outside_void_of(&payment.id).await? {
        views::with_void_note(&mut timeline, &outside);
    }
    let may_force = decision.allows(Action::ForceCancel);
    Ok(PaymentDetail {
        after_force: may_force.then(|| views::after_force(desk, &payment)),
        rebill: views::rebilling(desk, &names, &payment, around),
        follow_up: follow_up.map(|row| views::open_follow_up(desk, &names, &row)),
        decision,
        timeline,
        evidence: views::evidence(&payment),
        cancellations: cancellations
            .into_iter()
            .map(|one| views::cancellation(desk, &names, &payment, one))
            .collect(),
        payment: views::payment(desk, row),
    })
}
