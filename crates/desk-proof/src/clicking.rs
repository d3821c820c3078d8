//! People who click while everything around them dies.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use desk_simulation::Violation;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::book::Listed;
use crate::client::Browser;
use crate::http::Answer;
use crate::shop::wanted;

const SAME_ANSWER: &str = "the same key always gives the same answer";
const PARTS_WON: [i64; 3] = [10_000, 20_000, 30_000];
/// Between two clicks of one person, in milliseconds.
const THINKING_MS: std::ops::Range<u64> = 10..120;

/// What everybody in the shop can see.
pub(crate) struct Shelf {
    pub(crate) payments: RwLock<Vec<Listed>>,
    pub(crate) terminal: String,
    pub(crate) is_closing: AtomicBool,
}

/// A key, what it was pressed for, and the cancellation or the bill that it made.
struct Kept {
    path: String,
    key: String,
    body: Value,
    made: Option<String>,
}

impl Kept {
    fn is_cancel(&self) -> bool {
        self.path.ends_with("/cancellations")
    }
}

pub(crate) struct Person {
    pub(crate) browser: Browser,
    number: u64,
    pub(crate) rng: ChaCha8Rng,
    kept: Vec<Kept>,
    clicks: u64,
    answers: BTreeMap<String, u64>,
}

/// What one person did.
#[derive(Default)]
pub(crate) struct Clicked {
    pub(crate) clicks: u64,
    pub(crate) broken_lines: u64,
    /// By the code of the no; `made` and `again` are the two successes.
    pub(crate) answers: BTreeMap<String, u64>,
}

impl Person {
    pub(crate) fn new(port: u16, login: &'static str, number: u64, seed: u64) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(seed.wrapping_mul(1_000).wrapping_add(number));
        let browser = Browser::new(port, login);
        Self { browser, number, rng, kept: Vec::new(), clicks: 0, answers: BTreeMap::new() }
    }

    /// Clicks until the shop closes; an answer is waited for also then.
    pub(crate) async fn work(mut self, shelf: Arc<Shelf>) -> Result<Self, Violation> {
        while !shelf.is_closing.load(Ordering::SeqCst) {
            match self.rng.random_range(0..20) {
                0..3 => self.press_again().await?,
                3 => self.press_for_another_amount().await?,
                4 => self.withdraw().await?,
                5..10 => self.bill().await?,
                _ => self.begin(&shelf).await?,
            }
            let thinking = self.rng.random_range(THINKING_MS);
            tokio::time::sleep(Duration::from_millis(thinking)).await;
        }
        Ok(self)
    }

    /// Presses every button once more whose key has made something, and goes home.
    pub(crate) async fn press_all_again(mut self) -> Result<Clicked, Violation> {
        for at in 0..self.kept.len() {
            if self.kept[at].made.is_some() {
                self.press(at).await?;
            }
        }
        let Self { clicks, answers, browser, .. } = self;
        Ok(Clicked { clicks, answers, broken_lines: browser.broken_lines })
    }

    /// Opens the dialog of a payment and confirms it.
    async fn begin(&mut self, shelf: &Shelf) -> Result<(), Violation> {
        let Some(payment) = self.choose(shelf) else { return Ok(()) };
        let path = format!("/api/payments/{}", payment.id);
        let shown = self.browser.insist("GET", &path, None).await?;
        let left_won = shown.body["payment"]["cancellable_won"].as_i64().unwrap_or_default();
        let takes_parts = payment.vendor().is_some_and(|vendor| vendor.takes_parts());
        let part_won = PARTS_WON.choose(&mut self.rng).copied().unwrap_or_default();
        let mut body = match self.rng.random_range(0..20) {
            0 => wanted("force", left_won, left_won),
            1..14 if takes_parts && part_won < left_won => wanted("partial", part_won, left_won),
            _ => wanted("full", left_won, left_won),
        };
        if payment.channel == "terminal" && body["kind"] != "force" {
            body["terminal_id"] = shelf.terminal.clone().into();
        }
        self.confirm(format!("{path}/cancellations"), body).await
    }

    /// Presses the button of a dialog, with a key of its own.
    pub(crate) async fn confirm(&mut self, path: String, body: Value) -> Result<(), Violation> {
        let key = format!("key-of-person-{:03}-{:06}", self.number, self.kept.len());
        self.kept.push(Kept { path, key, body, made: None });
        self.press(self.kept.len() - 1).await
    }

    fn choose(&mut self, shelf: &Shelf) -> Option<Listed> {
        let payments = shelf.payments.read().ok()?;
        payments.choose(&mut self.rng).cloned()
    }

    /// The address of a payment that this person has cancelled something of.
    pub(crate) fn cancelled_payment(&mut self) -> Option<String> {
        let is_made = |kept: &&Kept| kept.is_cancel() && kept.made.is_some();
        let cancels: Vec<_> = self.kept.iter().filter(is_made).collect();
        let cancel = cancels.choose(&mut self.rng)?;
        Some(cancel.path.trim_end_matches("/cancellations").to_owned())
    }

    /// What the last button has made.
    pub(crate) fn made_last(&self) -> Option<String> {
        self.kept.last()?.made.clone()
    }

    async fn press_again(&mut self) -> Result<(), Violation> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let at = self.rng.random_range(0..self.kept.len());
        self.press(at).await
    }

    /// One's own key for another amount: refused for ever, once it has made something.
    async fn press_for_another_amount(&mut self) -> Result<(), Violation> {
        let is_made = |kept: &&Kept| kept.is_cancel() && kept.made.is_some();
        let made: Vec<_> = self.kept.iter().filter(is_made).collect();
        let Some(kept) = made.choose(&mut self.rng) else { return Ok(()) };
        let (path, key, mut body) = (kept.path.clone(), kept.key.clone(), kept.body.clone());
        body["amount_won"] = 1.into();
        let answer = self.browser.press("POST", &path, Some(&body), Some(&key)).await?;
        self.count(&answer);
        if answer.code() == "idempotency_key_reused" {
            return Ok(());
        }
        Err(Violation::of(SAME_ANSWER, format!("{key} for another amount: {answer:?}")))
    }

    async fn withdraw(&mut self) -> Result<(), Violation> {
        let last = self.kept.last().filter(|kept| kept.is_cancel());
        let Some(id) = last.and_then(|kept| kept.made.clone()) else { return Ok(()) };
        let path = format!("/api/cancellations/{id}/withdraw");
        let answer = self.browser.insist("POST", &path, None).await?;
        self.count(&answer);
        Ok(())
    }

    async fn press(&mut self, at: usize) -> Result<(), Violation> {
        let Kept { path, key, body, .. } = &self.kept[at];
        let answer = self.browser.press("POST", path, Some(body), Some(key)).await?;
        self.count(&answer);
        let kept = &mut self.kept[at];
        let told = answer.body["id"].as_str().filter(|_| answer.is_success());
        match (&kept.made, told) {
            (Some(made), _) if told != Some(made) => {
                let what = format!("{} made {made}, now: {answer:?}", kept.key);
                Err(Violation::of(SAME_ANSWER, what))
            }
            (None, Some(id)) => {
                kept.made = Some(id.to_owned());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn count(&mut self, answer: &Answer) {
        self.clicks += 1;
        let word = match answer.status {
            201 => "made",
            200 => "again",
            _ => answer.code(),
        };
        *self.answers.entry(word.to_owned()).or_default() += 1;
    }
}
