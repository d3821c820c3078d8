//! Many people at one payment in the same moment.

use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::book::Listed;
use crate::client::Browser;
use crate::http::Answer;
use crate::shop::{Shop, wanted};
use crate::vendors::Vendor;

const ONE_KEY: &str = "one key, pressed by many at once, makes one cancellation";
const ONE_WINNER: &str = "of many cancels of one payment at once, one is made";
const CLEAR_NO: &str = "whoever loses gets a clear conflict";
const SUM: &str = "parts never add up to more than was paid";

/// How many people.
const CROWD: usize = 64;
const PART_WON: i64 = 40_000;
/// Over the withdraw window.
const WITHDRAWN_SECONDS: i64 = 6;
const SETTLED_TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// What the crowd did, in clicks.
pub(crate) async fn crowd(shop: &mut Shop) -> Result<usize, Violation> {
    let payments = shop.for_sale().await?;
    let cards: Vec<_> =
        payments.into_iter().filter(|one| one.vendor() == Some(Vendor::PortOne)).take(3).collect();
    let [first, second, third] = &cards[..] else {
        return Err(Violation::of(HARNESS, "there are not three payments by card"));
    };
    let mut people = vec![Browser::new(shop.port, "staff")];
    people[0].insist("GET", "/api/session", None).await?;
    while people.len() < CROWD {
        people.push(people[0].beside());
    }
    same_key(&mut people, first).await?;
    own_keys(&mut people, second).await?;
    let asked = parts(shop, &mut people, third).await?;
    Ok(CROWD * (2 + asked))
}

async fn same_key(people: &mut Vec<Browser>, payment: &Listed) -> Result<(), Violation> {
    let left_won = won(people, payment, "cancellable_won").await?;
    let body = wanted("full", left_won, left_won);
    let answers = together(people, payment, |_| (key_of(payment, 0), body.clone())).await?;
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    let is_one =
        answers.iter().all(|one| one.is_success() && one.body["id"] == answers[0].body["id"]);
    if made == 1 && is_one { Ok(()) } else { Err(Violation::of(ONE_KEY, format!("{answers:?}"))) }
}

async fn own_keys(people: &mut Vec<Browser>, payment: &Listed) -> Result<(), Violation> {
    let left_won = won(people, payment, "cancellable_won").await?;
    let body = wanted("full", left_won, left_won);
    let answers =
        together(people, payment, |number| (key_of(payment, number), body.clone())).await?;
    one_winner(&answers, |_| true)
}

/// Half of the crowd looks at what is left before each click, the other half never looks again. Returns how
/// often they asked; the last time there is not enough left for anybody.
async fn parts(
    shop: &Shop,
    people: &mut Vec<Browser>,
    payment: &Listed,
) -> Result<usize, Violation> {
    let paid_won = won(people, payment, "amount_won").await?;
    let mut asked = 0;
    loop {
        let left_won = won(people, payment, "cancellable_won").await?;
        let sees = |number: usize| if number.is_multiple_of(2) { left_won } else { paid_won };
        let answers = together(people, payment, |number| {
            (key_of(payment, asked * CROWD + number), wanted("partial", PART_WON, sees(number)))
        })
        .await?;
        asked += 1;
        if left_won < PART_WON {
            none_wins(&answers, |number| sees(number) == left_won)?;
            let sum = won(people, payment, "cancelled_won").await?;
            return match sum == paid_won - left_won {
                true => Ok(asked),
                false => Err(Violation::of(SUM, format!("{sum} of {paid_won} won"))),
            };
        }
        one_winner(&answers, |number| sees(number) == left_won)?;
        settled(shop, &mut people[0], payment).await?;
    }
}

/// One was made; who could have won and did not is told why. Who saw an old balance is told that, or that
/// somebody is faster.
fn one_winner(answers: &[Answer], may_win: impl Fn(usize) -> bool) -> Result<(), Violation> {
    let made: Vec<_> = answers.iter().filter(|answer| answer.is_success()).collect();
    if made.len() != 1 || made[0].status != 201 {
        return Err(Violation::of(ONE_WINNER, format!("{made:?}")));
    }
    for (number, answer) in answers.iter().enumerate() {
        let is_fair = !answer.is_success() || may_win(number);
        if !is_fair || !(answer.is_success() || is_conflict(answer)) {
            return Err(Violation::of(CLEAR_NO, format!("{answer:?}")));
        }
    }
    Ok(())
}

/// There is not enough left for anybody. Who saw an old balance is told that it is one; who asks for more
/// than they see has made a mistake of their own.
fn none_wins(answers: &[Answer], saw_it: impl Fn(usize) -> bool) -> Result<(), Violation> {
    for (number, answer) in answers.iter().enumerate() {
        let is_clear = match saw_it(number) {
            true => answer.status == 422 && is_of_type(answer, &["invalid_input"]),
            false => is_conflict(answer),
        };
        if !is_clear {
            return Err(Violation::of(CLEAR_NO, format!("{number}: {answer:?}")));
        }
    }
    Ok(())
}

fn is_conflict(answer: &Answer) -> bool {
    answer.status == 409 && is_of_type(answer, &["in_flight", "payment_changed"])
}

/// One of these codes, and the problem's type (RFC 9457) says the same.
fn is_of_type(answer: &Answer, codes: &[&str]) -> bool {
    let named = format!("urn:cancel-desk:problem:{}", answer.code());
    codes.contains(&answer.code()) && answer.body["type"] == named
}

fn key_of(payment: &Listed, number: usize) -> String {
    format!("crowd-{}-{number:04}", payment.id)
}

/// Everybody presses at once; the answers in the order of the crowd.
async fn together(
    people: &mut Vec<Browser>,
    payment: &Listed,
    click: impl Fn(usize) -> (String, Value),
) -> Result<Vec<Answer>, Violation> {
    let mut pressing = JoinSet::new();
    for (number, mut person) in std::mem::take(people).into_iter().enumerate() {
        let (key, body) = click(number);
        let path = format!("/api/payments/{}/cancellations", payment.id);
        pressing.spawn(async move {
            let answer = person.press("POST", &path, Some(&body), Some(&key)).await;
            (number, person, answer)
        });
    }
    let mut pressed = pressing.join_all().await;
    pressed.sort_by_key(|(number, ..)| *number);
    let mut answers = Vec::new();
    for (_, person, answer) in pressed {
        people.push(person);
        answers.push(answer?);
    }
    Ok(answers)
}

async fn shown(person: &mut Browser, payment: &Listed) -> Result<Value, Violation> {
    let path = format!("/api/payments/{}", payment.id);
    Ok(person.insist("GET", &path, None).await?.body["payment"].take())
}

async fn won(people: &mut [Browser], payment: &Listed, sum: &str) -> Result<i64, Violation> {
    Ok(shown(&mut people[0], payment).await?[sum].as_i64().unwrap_or_default())
}

/// The withdraw window passes, and the vendor carries the cancel out.
async fn settled(shop: &Shop, person: &mut Browser, payment: &Listed) -> Result<(), Violation> {
    shop.pass(WITHDRAWN_SECONDS).await?;
    for _ in 0..SETTLED_TRIES {
        if shown(person, payment).await?["in_flight"].is_null() {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Violation::of(HARNESS, "a cancel takes half a minute"))
}
