//! What is wrong with a history.

use std::fmt;

/// A law that does not hold, or a harness that could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The law's name.
    pub law: &'static str,
    /// The number of the step after which it showed; `None` once all was quiet.
    pub step: Option<usize>,
    /// What was seen.
    pub what: String,
}

/// Not a law of the product: the harness itself met an error.
pub const HARNESS: &str = "the harness can go on";

impl Violation {
    #[must_use]
    pub fn of(law: &'static str, what: impl fmt::Display) -> Self {
        Self { law, step: None, what: what.to_string() }
    }

    pub(crate) fn after(self, step: usize) -> Self {
        Self { step: Some(step), ..self }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(f, "after step {step}, not true: {}: {}", self.law, self.what),
            None => write!(f, "at rest, not true: {}: {}", self.law, self.what),
        }
    }
}

impl std::error::Error for Violation {}

macro_rules! harness_errors {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Violation {
            fn from(error: $error) -> Self {
                Self::of(HARNESS, error)
            }
        }
    )+};
}

harness_errors!(
    desk_agent::journal::JournalError,
    desk_gateway::HttpError,
    desk_gateway::portone::SetupError,
    desk_server::import::csv::CsvError,
    desk_simulator::SimulatorError,
    desk_store::StoreError,
    sqlx::Error,
    std::io::Error,
);
