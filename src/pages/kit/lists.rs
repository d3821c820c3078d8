//! A table with a drawer beside it, and the details of one thing.

use leptos::prelude::*;

use super::shelf;
use crate::format::won::cancelled;
use crate::i18n::Msg;
use crate::routes::Route;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::disclosure::Disclosure;
use crate::ui::drawer::{Drawer, DrawerSection};
use crate::ui::facts::{Fact, Facts};
use crate::ui::layout::{Panel, Split};
use crate::ui::mark::{Badge, Mark, Tone};
use crate::ui::pager::Pager;
use crate::ui::table::{Align, Column, DataTable, Row, Sort};
use desk_domain::Won;

struct Specimen {
    status: (&'static str, Mark, Tone),
    customer: &'static str,
    method: &'static str,
    amount: Won,
    cancelled: Won,
}

const COLUMNS: &[Column<Specimen>] = &[
    column("status", Msg::new("상태", "Status"), Align::Start, |row| {
        let (label, mark, tone) = row.status;
        view! { <Badge mark tone label /> }.into_any()
    }),
    Column {
        names_row: true,
        ..column("customer", Msg::new("고객", "Customer"), Align::Start, |row| {
            row.customer.into_any()
        })
    },
    column("method", Msg::new("수단", "Method"), Align::Start, |row| row.method.into_any()),
    Column {
        sortable: true,
        ..column("amount", Msg::new("금액", "Amount"), Align::End, |row| {
            row.amount.to_string().into_any()
        })
    },
    column("cancelled", Msg::new("취소", "Cancelled"), Align::End, |row| {
        cancelled(row.cancelled).into_any()
    }),
];

const fn column(
    key: &'static str,
    title: Msg,
    align: Align,
    cell: fn(&Specimen) -> AnyView,
) -> Column<Specimen> {
    Column { key, title, align, sortable: false, names_row: false, cell }
}

pub(super) fn specimens() -> AnyView {
    let rows = [
        (("결제완료", Mark::Dot, Tone::Neutral), "김*연", "현대카드", 350_000, 0),
        (("부분취소", Mark::Half, Tone::Danger), "이*준", "국민카드", 420_000, 300_000),
        (("결제취소", Mark::Filled, Tone::Danger), "박*우", "가상계좌", 180_000, 180_000),
        (("확인 중", Mark::Dotted, Tone::Warning), "최*아", "카카오페이", 96_000, 0),
    ];
    let rows = rows.map(|(status, customer, method, amount, cancelled)| Row {
        id: customer.to_owned(),
        value: ArcRwSignal::new(Specimen {
            status,
            customer,
            method,
            amount: Won(amount),
            cancelled: Won(cancelled),
        }),
    });
    let changing = rows[1].value.clone();
    let change = move |()| changing.update(|row| row.cancelled = Won(row.cancelled.0 + 10_000));
    let sort = RwSignal::new(Some(Sort { column: "amount", descending: true }));
    let table = view! {
        <div class="kit__split">
            <Split beside=Box::new(drawer)>
                <DataTable
                    caption="결제 목록"
                    columns=COLUMNS
                    rows=rows.to_vec()
                    href=|_| Route::Kit.href()
                    selected=Some("이*준".to_owned())
                    total=Some(214)
                    sort
                    on_sort=move |chosen| sort.set(Some(chosen))
                />
                <Pager shown="214건 중 4건" more=true on_more=|()| () />
            </Split>
        </div>
        <Button on_press=change>"한 줄 바꾸기"</Button>
    };
    shelf("목록과 서랍", table)
}

fn drawer() -> AnyView {
    view! {
        <Drawer label="이*준 결제" on_close=|()| () heading=Box::new(heading) foot=Box::new(actions)>
            <Panel tone=Tone::Accent>
                <h3>"지금 취소할 수 있어요"</h3>
                <p>"2027.11.03까지 · 347일 남음"</p>
                <p>"수수료 없음 · 3~5영업일"</p>
                <Disclosure summary="무엇을 준비하나요">
                    "준비할 것이 없어요."
                </Disclosure>
            </Panel>
            <DrawerSection title="결제 정보">
                <Facts>
                    <Fact label="승인번호" numeric=true>
                        "30012345"
                    </Fact>
                    <Fact label="수단">"국민카드 · 일시불"</Fact>
                    <Fact label="결제일시" numeric=true>
                        "2026.11.03(화) 13:40"
                    </Fact>
                </Facts>
            </DrawerSection>
        </Drawer>
    }
    .into_any()
}

fn heading() -> AnyView {
    view! {
        <p>"이*준 · 수학 11월"</p>
        <p class="kit__amount">"420,000원"</p>
        <Badge mark=Mark::Half tone=Tone::Danger label="부분취소" outlined=true />
    }
    .into_any()
}

fn actions() -> AnyView {
    view! {
        <Button kind=ButtonKind::DangerQuiet>"결제취소"</Button>
        <Button>"부분취소"</Button>
    }
    .into_any()
}
