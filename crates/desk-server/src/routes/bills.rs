//! 청구서: the list and one of them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{Bill, BillPage, BillQuery, BillSite, BillStatusCount, paths};
use desk_domain::Text;
use desk_domain::bill::BillStatus;
use desk_domain::payment::Channel;
use desk_store::{BillFilter, PageRequest, Sort};

use super::guard::SignedIn;
use super::query::Filters;
use super::responses;
use crate::desk::{Desk, ManagerSite};
use crate::edge::Query;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::payments::bill_for;
use crate::views::{self, StaffNames};

/// Bills of one's own merchants, newest first, with the sums of all that the filter shows.
#[utoipa::path(
    get, path = paths::BILLS, params(BillQuery), tag = "bills",
    responses((status = 200, body = BillPage), responses::Listing)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(query): Query<BillQuery>,
) -> Result<Json<BillPage>, Refusal> {
    let (filter, page) = read(&person, query)?;
    let rows = desk.store.bills(&filter, &page).await?;
    let sums = desk.store.summarise_bills(&filter).await?;
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(BillPage {
        items: rows.items.into_iter().map(|row| views::bill(&desk, &names, row)).collect(),
        next_cursor: rows.next_cursor,
        count: sums.count,
        amount_won: sums.amount,
        unpaid_won: sums.unpaid,
        by_status: sums.by_status.into_iter().map(count).collect(),
        sites: sites(&desk, &person),
    }))
}

fn count((status, count): (BillStatus, i64)) -> BillStatusCount {
    BillStatusCount { status, count }
}

/// One bill.
#[utoipa::path(
    get, path = paths::BILL, params(("id" = String, Path)), tag = "bills",
    responses((status = 200, body = Bill), responses::ReadingBill)
)]
pub(super) async fn detail(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Bill>, Refusal> {
    let row = bill_for(&desk, &person, &id).await?;
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(views::bill(&desk, &names, row)))
}

fn sites(desk: &Desk, person: &Person) -> Vec<BillSite> {
    let own = desk.settings.manager_sites.iter().filter(|site| person.sees(&site.merchant_id));
    own.map(site).collect()
}

/// One whose vendor cannot be read needs a person to bring the book in line.
fn site(site: &ManagerSite) -> BillSite {
    let (name, warning) = if site.channel == Channel::Alltalkpay {
        (
            Text::new("올톡페이 매니저 사이트", "AllTalkPay manager site"),
            Text::new(
                "올톡페이에서 직접 한 취소와 파기는 여기서 읽을 수 없어요. 취소했다면 강제취소로 장부를 맞춰 주세요.",
                "What is cancelled or voided at AllTalkPay is not reported to us and cannot be read here. Bring \
                 the book in line with a force-cancel.",
            ),
        )
    } else {
        (
            Text::new("결제선생 매니저 사이트", "PaySsam manager site"),
            Text::new(
                "결제선생에서 직접 한 취소와 파기는 알려 오지 않아 조금 늦게 보여요. ‘지금 확인’을 누르면 바로 읽어요.",
                "What is cancelled or voided at PaySsam itself is not reported, so it shows a little later; \
                 ‘Check now’ reads it at once.",
            ),
        )
    };
    BillSite { name, url: site.url.clone(), warning }
}

fn read(person: &Person, query: BillQuery) -> Result<(BillFilter, PageRequest), Refusal> {
    let mut filters = Filters::default();
    let (from, until) = filters.period(query.from.as_deref(), query.to.as_deref());
    let filter = BillFilter {
        merchants: person.merchants().to_vec(),
        statuses: filters.words("status", query.status.as_deref()),
        from,
        until,
        search: filters.search(query.q),
        customer: filters.id("customer", query.customer.as_deref()),
    };
    let page = filters.page(Sort::Newest, query.cursor, query.limit);
    filters.checked((filter, page))
}
