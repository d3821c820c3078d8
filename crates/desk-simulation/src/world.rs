//! Everything there is in one history: vendors, network, mail, two desks, people, a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use desk_domain::Timestamp;
use desk_server::demo::in_process;
use desk_simulator::bootpay::Style;
use desk_simulator::van;
use desk_simulator::{Clock as _, Config, ManualClock, Running, Simulators};
use sqlx::sqlite::SqliteConnection;
use tempfile::TempDir;

use crate::browser::{Faults, Signed};
use crate::crash::Work;
use crate::figures::{Figures, Mishap};
use crate::keys::Keys;
use crate::mail::MailRoom;
use crate::plan::{Generation, Payment, Person, Plan, Start as StartsAt, Vendor};
use crate::replica::{self, Replica, channel_of};
use crate::shop::{Lane, Shop};
use crate::sight::{CancellationSeen, Sight};
use crate::stock::Stocked;
use crate::template::{self, Tampering};
use crate::violation::Violation;
use crate::wire::Wire;

/// How long an account refund takes at PortOne when nobody decides it, in seconds.
const SETTLES_AFTER: i64 = 30;

pub(crate) struct World {
    pub(crate) vendors: Running,
    pub(crate) wire: Arc<Wire>,
    pub(crate) mail: MailRoom,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) payments: Vec<Stocked>,
    pub(crate) signed: BTreeMap<Person, Signed>,
    pub(crate) keys: Keys,
    /// Keys that were pressed to send a bill's message once more.
    pub(crate) reminders: BTreeSet<String>,
    /// Work that waits for a held message, and whose it is.
    pub(crate) held: Vec<(usize, Work)>,
    /// Places of the webhooks that were delivered in peace.
    pub(crate) delivered: BTreeSet<usize>,
    /// Marks of the PortOne webhooks that a desk has acknowledged.
    pub(crate) acknowledged: BTreeSet<String>,
    /// Marks of those that a desk has died over: kept or not, nobody was told.
    pub(crate) unanswered: BTreeSet<String>,
    /// The same database, read and written without the desks' code.
    pub(crate) book: SqliteConnection,
    pub(crate) folder: TempDir,
    pub(crate) generation: Generation,
    pub(crate) figures: Figures,
    pub(crate) faults: Faults,
    /// Where a card terminal's agent meets the desks, if there is one.
    pub(crate) lane: Arc<Lane>,
    pub(crate) shop: Option<Shop>,
    /// So many signatures were begun, counted on from a place of this history's own.
    pub(crate) signings: u32,
    database: PathBuf,
    /// The latest day that was looked at, in Seoul.
    today: NaiveDate,
}

impl World {
    pub(crate) async fn open(plan: &Plan, tampering: Tampering) -> Result<Self, Violation> {
        let clock = Arc::new(ManualClock::at(instant(plan.starts)));
        let config = Config {
            van: van::Settings::default(),
            settle_after: Some(TimeDelta::seconds(SETTLES_AFTER)),
            ..Config::for_tests(clock)
        };
        let vendors = Simulators::start(config).await?;
        let clock = in_process(vendors.clock());
        let wire = Wire::new(Arc::clone(&clock), tampering.rekeys);
        let folder = template::folder()?;
        let database = template::database(folder.path(), tampering.book).await?;
        let mut world = Self {
            today: clock.now().kst_date(),
            mail: MailRoom::open(clock).await?,
            book: template::raw(&database).await?,
            vendors,
            wire,
            replicas: Vec::new(),
            payments: Vec::new(),
            signed: BTreeMap::new(),
            keys: Keys::default(),
            reminders: BTreeSet::new(),
            held: Vec::new(),
            delivered: BTreeSet::new(),
            acknowledged: BTreeSet::new(),
            unanswered: BTreeSet::new(),
            folder,
            lane: Arc::default(),
            shop: None,
            signings: u32::try_from(plan.steps.len()).unwrap_or_default(),
            database,
            generation: plan.generation,
            figures: Figures::default(),
            faults: Faults::default(),
        };
        for replica in 0..2 {
            let started = world.start().await?;
            world.lane.replace(replica, started.app.clone());
            world.replicas.push(started);
        }
        if plan.payments.iter().any(|stock| stock.vendor == Vendor::Terminal) {
            world.open_shop(tampering.forgets).await?;
        }
        for (number, stock) in plan.payments.iter().enumerate() {
            world.stock(number, *stock).await?;
        }
        world.address_mail();
        Ok(world)
    }

    pub(crate) fn payment(&self, place: Payment) -> &Stocked {
        &self.payments[place % self.payments.len()]
    }

    /// What history this was.
    pub(crate) async fn tell(&mut self) -> Result<Figures, Violation> {
        let sight = self.look().await?;
        let mut figures = std::mem::take(&mut self.figures);
        for (kind, times) in self.vendors.struck() {
            if let Some(mishap) = Mishap::of(kind) {
                figures.met_often(mishap, times);
            }
        }
        figures.met_often(Mishap::PastTimeOut, self.wire.past_time_out());
        figures.met_often(Mishap::ArrivedForNobody, self.wire.arrived_for_nobody());
        figures.met_often(Mishap::TerminalLine, self.lane.broken());
        figures.met_often(Mishap::AgentDied, self.shop.as_ref().map_or(0, Shop::died));
        figures.met_often(Mishap::JournalTorn, self.shop.as_ref().map_or(0, Shop::torn));
        Ok(figures.with_sight(&sight))
    }

    /// A day, and perhaps a month, has ended over money that is on its way.
    pub(crate) fn note_night(&mut self, sight: &Sight) {
        let today = self.now().kst_date();
        let before = std::mem::replace(&mut self.today, today);
        if today != before && sight.cancellations.iter().any(CancellationSeen::is_in_flight) {
            self.figures.met(Mishap::Midnight);
            let is_month_end = today.month() != before.month();
            self.figures.met_often(Mishap::MonthEnd, u64::from(is_month_end));
        }
    }

    /// A new process over the same file; whatever the old one had begun ends with it.
    pub(crate) async fn restart(&mut self, replica: usize) -> Result<(), Violation> {
        self.held.retain(|(of, _)| *of != replica);
        self.replicas[replica] = self.start().await?;
        self.lane.replace(replica, self.replicas[replica].app.clone());
        Ok(())
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(self.vendors.clock().now().timestamp_micros())
    }

    /// Time never goes back.
    pub(crate) fn pass_until(&self, then: Timestamp) {
        if then > self.now() {
            let clock = self.vendors.clock();
            clock.set(DateTime::from_timestamp_micros(then.0).unwrap_or(DateTime::<Utc>::MAX_UTC));
        }
        // What was due at the device has happened, and who waits at a desk for it may have waited enough.
        let _ = self.vendors.at_van().current();
        self.replicas.iter().for_each(|replica| replica.desk.terminals.keep_time());
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.pass_until(self.now().plus_seconds(seconds));
    }

    async fn start(&self) -> Result<Replica, Violation> {
        Replica::start(&replica::Start {
            database: &self.database,
            vendors: &self.vendors,
            wire: &self.wire,
            lane: &self.lane,
            origin: format!("http://{}", self.mail.address),
            generation: self.generation,
        })
        .await
    }

    fn address_mail(&self) {
        let url = |vendor: &str, of| {
            let channel = channel_of(of).map(|id| id.to_string()).unwrap_or_default();
            format!("http://{}/hooks/{vendor}/{channel}", self.mail.address)
        };
        self.vendors.set_webhook_target(url("portone", Vendor::PortOneCard));
        self.vendors.set_callback_target(url("payssam", Vendor::PaySsam));
        let style = match self.generation {
            Generation::First => Style::V1Form,
            Generation::Second => Style::V2,
        };
        self.vendors.at_bootpay().send_webhooks(Some(url("bootpay", Vendor::Bootpay)), style);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.lane.let_go();
    }
}

fn instant(start: StartsAt) -> DateTime<Utc> {
    let text = match start {
        StartsAt::Noon => "2026-11-21T12:00:00+09:00",
        StartsAt::BeforeMidnight => "2026-11-21T23:59:50+09:00",
        StartsAt::BeforeTheFirst => "2026-11-30T23:59:50+09:00",
    };
    DateTime::parse_from_rfc3339(text).expect("it is written in RFC 3339").to_utc()
}
