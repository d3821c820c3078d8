//! The people of a round: a dozen who click, one who stands at the terminal, and customers who pay bills.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use desk_simulation::{HARNESS, SentSeen, Violation};
use tokio::task::{JoinHandle, JoinSet};

use crate::book::Listed;
use crate::clicking::{Clicked, Person, Shelf};
use crate::shop::Shop;
use crate::vendors::Vendors;

/// Who clicks.
const LOGINS: [&str; 12] = [
    "staff", "manager", "admin", "staff", "manager", "admin", "staff", "staff", "staff", "manager",
    "staff", "staff",
];
const TERMINAL_LOOKS_EVERY: Duration = Duration::from_millis(60);
const BILLS_ARE_PAID_EVERY: Duration = Duration::from_millis(400);

/// The people of a round, at work.
pub(crate) struct Crew {
    shelf: Arc<Shelf>,
    people: JoinSet<Result<Person, Violation>>,
    at_terminal: JoinHandle<()>,
    customers: JoinHandle<()>,
}

impl Crew {
    /// Everybody begins to click at these payments.
    pub(crate) fn begin(shop: &Shop, payments: Vec<Listed>, seed: u64) -> Self {
        let shelf = Arc::new(Shelf {
            payments: RwLock::new(payments),
            terminal: shop.terminal.clone(),
            is_closing: AtomicBool::new(false),
        });
        let mut people = JoinSet::new();
        for (number, login) in (0..).zip(LOGINS) {
            let person = Person::new(shop.port, login, number, seed);
            people.spawn(person.work(Arc::clone(&shelf)));
        }
        let at_terminal = tokio::spawn(stand_at_terminal(shop.vendors));
        let customers = tokio::spawn(pay_bills(shop.vendors));
        Self { shelf, people, at_terminal, customers }
    }

    /// Waits for everybody's last answer.
    pub(crate) async fn end(mut self) -> Result<Vec<Person>, Violation> {
        self.shelf.is_closing.store(true, Ordering::SeqCst);
        let mut people = Vec::new();
        while let Some(ended) = self.people.join_next().await {
            people.push(ended.map_err(|error| Violation::of(HARNESS, error))??);
        }
        self.at_terminal.abort();
        self.customers.abort();
        Ok(people)
    }

    /// What can be clicked at from now on.
    pub(crate) fn show(&self, payments: Vec<Listed>) {
        let shelf = self.shelf.payments.write();
        *shelf.unwrap_or_else(PoisonError::into_inner) = payments;
    }

    /// A law that somebody saw broken, as soon as they did.
    pub(crate) async fn complain(&mut self) -> Result<(), Violation> {
        match self.people.try_join_next() {
            Some(ended) => ended.map_err(|error| Violation::of(HARNESS, error))?.map(drop),
            None => Ok(()),
        }
    }
}

async fn stand_at_terminal(vendors: Vendors) {
    loop {
        vendors.serve_terminal().await;
        tokio::time::sleep(TERMINAL_LOOKS_EVERY).await;
    }
}

/// Half of the bills that are open at the vendor, by their numbers.
async fn pay_bills(vendors: Vendors) {
    let is_wanted = |bill: &&SentSeen| {
        bill.is_waiting() && bill.number.bytes().last().is_some_and(|last| last % 2 == 1)
    };
    loop {
        // Vendors that do not come back are for the round to tell.
        let Ok((bills, _)) = vendors.bills().await else { return };
        for bill in bills.iter().filter(is_wanted) {
            let Ok(()) = vendors.pay_bill(&bill.number).await else { return };
        }
        tokio::time::sleep(BILLS_ARE_PAID_EVERY).await;
    }
}

/// Everybody presses everything once more, now that all is quiet.
pub(crate) async fn press_all_again(people: Vec<Person>) -> Result<Clicked, Violation> {
    let mut all = Clicked::default();
    for person in people {
        let one = person.press_all_again().await?;
        all.clicks += one.clicks;
        all.broken_lines += one.broken_lines;
        for (word, times) in one.answers {
            *all.answers.entry(word).or_default() += times;
        }
    }
    Ok(all)
}
