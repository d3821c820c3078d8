//! The demo: a real desk against simulated vendors. Its addresses, logins and keys are fixed, so that
//! people and tests can rely on them; nothing real can be configured into it.

mod alltalkpay;
mod attribution;
mod billing;
mod clock;
mod control;
mod facts;
mod people;
mod recorded;
mod terminal;
mod unlisted;

use std::path::{Path, PathBuf};

use desk_api::CreateCancellation;
use desk_domain::Timestamp;
use desk_domain::cancellation::{CancellationKind, ReasonCode};
use desk_domain::payment::Channel;
use desk_gateway::ReadError;
use desk_store::{ImportProgress, StoreError};

use crate::config::merchant_id;
use crate::desk::{Connection, Desk};
use crate::import::csv::CsvError;
use crate::import::portone::{PullError, Pulled, pull};
use crate::limits::STEP_UP_SECONDS;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::refresh_payment::RefreshError;
use crate::usecases::request_cancellation::request_cancellation;

pub use clock::{follow_control_page, in_process};
pub use facts::{
    BOOTPAY_OFFSET, CONTROL_OFFSET, HookTargets, LOGINS, PASSWORD, PAYSSAM_OFFSET, PORTONE_OFFSET,
    TERMINAL_CAT_ID, TERMINAL_NAME, TERMINAL_TOKEN, VAN_OFFSET, channel, config, hook_targets,
};
pub use people::seed_people;
pub use terminal::run_agent;

/// Far enough back for everything the simulator's seed has.
const PAST_DAYS: i64 = 800;
const SECONDS_PER_DAY: i64 = 24 * 60 * 60;
/// Marks a folder as a demo's, so that a demo never opens the data of a real desk.
const MARKER: &str = "this-is-a-demo";

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("{0} holds the data of a real desk; the demo needs a folder of its own")]
    RealData(PathBuf),
    #[error("the database holds the book of a real desk; the demo needs one of its own")]
    RealBook,
    #[error("the demo takes no real configuration, but ${0} is set")]
    RealConfiguration(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Pull(#[from] PullError),
    #[error("the simulators' control page on port {0} does not say what there is")]
    NoControlPage(u16),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    File(#[from] CsvError),
    #[error("what the demo's own staff does was refused: {0:?}")]
    Refused(Box<Refusal>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for DemoError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<RefreshError> for DemoError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Read(error) => Self::Read(error),
            RefreshError::Store(error) => Self::Store(error),
        }
    }
}

/// Refuses an environment that configures a real desk.
///
/// # Errors
/// [`DemoError::RealConfiguration`] with the variable's name.
pub fn refuse_real_configuration(variables: impl Iterator<Item = String>) -> Result<(), DemoError> {
    const REAL: &[&str] =
        &["CANCEL_DESK_CONFIG", "CANCEL_DESK_DATABASE_URL", "CANCEL_DESK_SEALING_KEY"];
    match variables.into_iter().find(|name| REAL.contains(&name.as_str())) {
        Some(name) => Err(DemoError::RealConfiguration(name)),
        None => Ok(()),
    }
}

/// Refuses a database with another merchant than the demo's in it. Nothing is changed there.
///
/// # Errors
/// [`DemoError::RealBook`], or when the database cannot be opened.
pub async fn refuse_real_book(url: &str) -> Result<(), DemoError> {
    let store = desk_store::open(url).await?;
    let merchants = match store.merchants().await {
        // Before its first migration there is no table to read.
        Err(StoreError::Database(_)) => Vec::new(),
        read => read?,
    };
    let ours = merchant_id(facts::MERCHANT);
    if merchants.iter().any(|merchant| merchant.id != ours) {
        return Err(DemoError::RealBook);
    }
    Ok(())
}

/// Makes `folder` a demo's, or refuses one that is not.
///
/// # Errors
/// [`DemoError::RealData`] when something else lives there.
pub fn claim_folder(folder: &Path) -> Result<(), DemoError> {
    std::fs::create_dir_all(folder)?;
    let marker = folder.join(MARKER);
    if marker.exists() {
        return Ok(());
    }
    if folder.join("desk.db").exists() || folder.join("seal.key").exists() {
        return Err(DemoError::RealData(folder.to_owned()));
    }
    Ok(std::fs::write(marker, "Everything here is made up and may be deleted.\n")?)
}

/// Fills an empty book from the simulated vendors, through the real importers and adapters. A book that
/// has been filled is kept as it is; an import that was interrupted goes on.
///
/// # Errors
/// When a simulator or the store fails.
pub async fn fill(
    desk: &Desk,
    control_port: u16,
    tell: impl FnMut(&Pulled),
) -> Result<(), DemoError> {
    fill_portone(desk, tell).await?;
    unlisted::fill_bootpay(desk, control_port).await?;
    unlisted::fill_payssam(desk, control_port).await?;
    terminal::fill_terminal(desk, control_port).await?;
    recorded::fill_recorded(desk).await?;
    billing::fill_bills(desk, control_port).await
}

async fn fill_portone(desk: &Desk, tell: impl FnMut(&Pulled)) -> Result<(), DemoError> {
    let Some(connection) = desk.connections().find(|one| one.channel == Channel::Portone) else {
        return Ok(());
    };
    let Some(from) = beginning(desk, connection).await? else { return Ok(()) };
    let attribute = attribution::attribute;
    pull(desk, connection, from, desk.now(), Some(&attribute), tell).await?;
    disagree(desk, connection).await
}

/// Leaves one payment cancelled in the book only, as a member of staff does at the counter: a manager
/// should see what a disagreement and its follow-up look like.
async fn disagree(desk: &Desk, connection: &Connection) -> Result<(), DemoError> {
    let place = connection.place(facts::FORCED_PAYMENT);
    let (Some(row), Some(staff)) = (
        desk.store.payment_at_gateway(&place).await?,
        desk.store.staff_by_login(facts::FORCING_LOGIN).await?,
    ) else {
        return Ok(());
    };
    let left = row.payment.cancellable();
    let click = CreateCancellation {
        kind: CancellationKind::Force,
        amount_won: left,
        tax_free_won: None,
        reason_code: ReasonCode::CourseWithdrawal,
        note: "해외 카드라 카드사에 따로 요청했어요".to_owned(),
        refund_account: None,
        holder_differs_confirmed: false,
        terminal_id: None,
        promotion_retain_option: None,
        expected_cancellable_won: left,
        done_outside: None,
    };
    let soon = desk.now().plus_seconds(STEP_UP_SECONDS);
    let person = Person::new(staff, soon, Some(soon))?;
    let key = IntentKey::parse(Some(facts::FORCING_KEY))?;
    request_cancellation(desk, &person, row.payment.id.as_str(), &key, click).await?;
    Ok(())
}

/// Where to begin; `None` when the book has been filled.
async fn beginning(desk: &Desk, connection: &Connection) -> Result<Option<Timestamp>, DemoError> {
    Ok(match desk.store.import_progress(&connection.id).await? {
        Some(progress) if progress.done => None,
        Some(progress) => Some(progress.from),
        None => Some(desk.now().plus_seconds(-PAST_DAYS * SECONDS_PER_DAY)),
    })
}

/// The demo's connection of this kind, while its past is not in the book yet.
async fn connection_to_fill(
    desk: &Desk,
    channel: Channel,
) -> Result<Option<&Connection>, DemoError> {
    let Some(connection) = desk.connections().find(|one| one.channel == channel) else {
        return Ok(None);
    };
    let progress = desk.store.import_progress(&connection.id).await?;
    Ok((!progress.is_some_and(|progress| progress.done)).then_some(connection))
}

/// Its past is in the book now.
async fn filled(desk: &Desk, connection: &Connection) -> Result<(), DemoError> {
    let now = desk.now();
    let progress = ImportProgress {
        channel_id: connection.id.clone(),
        from: now.plus_seconds(-PAST_DAYS * SECONDS_PER_DAY),
        until: now,
        cursor: None,
        imported: 0,
        done: true,
    };
    Ok(desk.store.save_import_progress(&progress).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_desk_is_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("desk.db"), "").unwrap();
        assert!(matches!(claim_folder(folder.path()), Err(DemoError::RealData(_))));

        let fresh = folder.path().join("demo");
        claim_folder(&fresh).unwrap();
        std::fs::write(fresh.join("desk.db"), "").unwrap();
        claim_folder(&fresh).unwrap();

        let names = ["PATH", "CANCEL_DESK_CONFIG"].map(str::to_owned);
        assert!(refuse_real_configuration(names.into_iter()).is_err());
    }
}
