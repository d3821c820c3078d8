//! One shop, from its opening until all is quiet and every law has been held against it.

use desk_simulation::{HARNESS, Sight, Violation};

use crate::clicking::Clicked;
use crate::crew::{Crew, press_all_again};
use crate::crowd;
use crate::hardship;
use crate::killing::{self, Kills};
use crate::rest;
use crate::shop::{Setting, Shop};
use crate::storm;
use crate::vendors::Vendor;

/// From so many kills on there is time for every vendor, for bills and for the terminal.
const BINDING_KILLS: u32 = 100;
/// From so many on something is killed in the middle of what matters.
const FEW_KILLS: u32 = 20;

/// What befalls the shop.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Round {
    /// Programs are killed so often.
    Kills(u32),
    /// The network is at its worst, and nobody is killed.
    Storm,
    /// What surrounds the programs fails.
    Hardship,
}

/// Runs a round and tells what it was. After a violation the shop's files stay, to be looked into.
pub(crate) async fn run(setting: Setting, round: Round) -> Result<(), Violation> {
    let mut shop = Shop::open(&setting).await?;
    match hold(&mut shop, &setting, round).await {
        Ok(()) => shop.close().await,
        Err(violation) => {
            println!(
                "{round:?}, seed {}: its files are in {}",
                setting.seed,
                shop.keep().display()
            );
            Err(violation)
        }
    }
}

async fn hold(shop: &mut Shop, setting: &Setting, round: Round) -> Result<(), Violation> {
    let seed = setting.seed;
    let store = if setting.postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut killed = Kills::default();
    let mut clicked = Clicked::default();
    if matches!(round, Round::Hardship) {
        println!("hardships over {store}: {}", hardship::befall(shop).await?.join(", "));
        rest::come_to_rest(shop).await?;
    } else {
        let crowded = crowd::crowd(shop).await?;
        let mut crew = Crew::begin(shop, shop.for_sale().await?, seed);
        match round {
            Round::Kills(kills) => {
                killed = killing::kill(shop, &mut crew, kills, seed).await?;
            }
            Round::Storm | Round::Hardship => storm::blow(shop, &mut crew).await?,
        }
        let people = crew.end().await?;
        rest::come_to_rest(shop).await?;
        clicked = press_all_again(people).await?;
        tell_clicks(crowded, &clicked);
        rest::come_to_rest(shop).await?;
    }
    let sight = rest::hold_laws(shop).await?;
    if matches!(round, Round::Kills(FEW_KILLS..)) {
        something_was_killed(killed, &clicked)?;
    }
    if matches!(round, Round::Kills(BINDING_KILLS..)) {
        laws_had_something_to_hold(&sight)?;
    }
    let never = shop.weather.never_seen();
    if matches!(round, Round::Storm) && !never.is_empty() {
        return Err(Violation::of(HARNESS, format!("a storm without {}", never.join(", "))));
    }
    println!("{round:?} over {store}, seed {seed}: {}", told(killed, &sight));
    println!("  faults of the network: {:?}", shop.weather.seen());
    Ok(())
}

/// A kill between two clicks is no more than a restart.
fn something_was_killed(killed: Kills, clicked: &Clicked) -> Result<(), Violation> {
    match (killed.over_a_cancel, clicked.broken_lines) {
        (1.., 1..) => Ok(()),
        seen => {
            Err(Violation::of(HARNESS, format!("kills over a cancel and broken lines: {seen:?}")))
        }
    }
}

/// A law over what never happened holds, and proves nothing.
fn laws_had_something_to_hold(sight: &Sight) -> Result<(), Violation> {
    let refunds_of = |vendor: &Vendor| {
        let theirs =
            sight.payments.iter().filter(|one| Vendor::of_channel(&one.channel) == Some(*vendor));
        let truths = theirs.filter_map(|one| sight.truths.get(&one.id));
        truths.map(|truth| truth.refunds.len()).sum::<usize>()
    };
    if let Some(idle) = Vendor::ALL.iter().find(|vendor| refunds_of(vendor) == 0) {
        return Err(Violation::of(HARNESS, format!("nothing was refunded at {idle:?}")));
    }
    let begun: usize = sight.truths.values().map(|truth| truth.begun.len()).sum();
    let sent = sight.bills.iter().filter(|bill| bill.rebill_of.is_some() && !bill.is_unsent());
    match (begun, sight.told.len(), sent.count()) {
        (1.., 1.., 1..) => Ok(()),
        seen => Err(Violation::of(HARNESS, format!("begun, told and sent: {seen:?}"))),
    }
}

fn told(killed: Kills, sight: &Sight) -> String {
    let cancels = &sight.cancellations;
    let done = cancels.iter().filter(|one| one.is_done()).count();
    let refunds: usize = sight.truths.values().map(|truth| truth.refunds.len()).sum();
    let refunded_won: i64 = sight.truths.values().map(|truth| truth.refunded_won()).sum();
    let begun: usize = sight.truths.values().map(|truth| truth.begun.len()).sum();
    let rebilled = sight.bills.iter().filter(|bill| bill.rebill_of.is_some()).count();
    let (sent, messages) = (sight.sent.len(), sight.messages);
    let Kills { desk, vendors, agent, over_a_cancel } = killed;
    format!(
        "{} kills (desk {desk}, {over_a_cancel} of them over a cancel under way, vendors {vendors}, \
         agent {agent}), {} cancels, {done} done, \
         {refunds} refunds of {refunded_won} won; {rebilled} bills over cancelled money, {sent} at the vendor, \
         {messages} messages; {begun} orders begun at the terminal; 0 violations",
        killed.all(),
        cancels.len(),
    )
}

fn tell_clicks(crowded: usize, clicked: &Clicked) {
    let Clicked { clicks, broken_lines, answers } = clicked;
    println!("  {crowded} clicks of the crowd, {clicks} of the others: {answers:?}");
    println!("  lines that broke under a click: {broken_lines}");
}
