//! Why a call brought nothing.

use desk_api::{Problem, ProblemCode};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached, so nothing is known: after a write, ask again with the same key.
    Unreachable,
    /// The server said what is wrong.
    Problem(Box<Problem>),
    /// An answer that is none of ours, such as a proxy's page.
    Unreadable { status: u16 },
}

impl ApiError {
    #[must_use]
    pub fn code(&self) -> Option<ProblemCode> {
        self.problem().map(|problem| problem.code)
    }

    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            Self::Unreachable | Self::Unreadable { .. } => None,
        }
    }

    /// Whether the server refused in so many words, so that nothing was written. After anything else a
    /// write may have happened all the same.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.problem().is_some_and(|problem| problem.status < 500)
    }
}
