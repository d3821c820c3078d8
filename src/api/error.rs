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

    /// Whether the same question would be answered in the same way: its address names nothing, or its
    /// filters cannot be. A proxy's own page says nothing about that.
    #[must_use]
    pub fn is_for_good(&self) -> bool {
        self.problem()
            .is_some_and(|problem| problem.status == 404 || problem.code == ProblemCode::BadQuery)
    }

    /// Whether the no came before anybody looked at the key of a write: it says nothing of an earlier request
    /// under that key, which may have arrived.
    #[must_use]
    pub fn is_before_the_key(&self) -> bool {
        self.problem().is_some_and(|problem| {
            matches!(problem.status, 401 | 403 | 408 | 413 | 414 | 429 | 431)
                && problem.code != ProblemCode::StepUpNeeded
        })
    }

    /// Whether the server refused in so many words, so that nothing was written. After anything else a
    /// write may have happened all the same.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.problem().is_some_and(|problem| problem.status < 500)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: ProblemCode) -> ApiError {
        let problem = serde_json::json!({
            "type": "about:blank", "code": code, "status": code.status(), "title": "",
            "titles": { "ko": "", "en": "" }, "instance": "", "request_id": "",
        });
        ApiError::Problem(Box::new(serde_json::from_value(problem).unwrap()))
    }

    #[test]
    fn a_no_at_the_door_says_nothing_of_an_earlier_request() {
        assert!(refused(ProblemCode::NotSignedIn).is_before_the_key());
        assert!(refused(ProblemCode::SlowRequest).is_before_the_key());
        assert!(!refused(ProblemCode::StepUpNeeded).is_before_the_key());
        assert!(!refused(ProblemCode::PaymentChanged).is_before_the_key());
        assert!(!refused(ProblemCode::CancelBlocked).is_before_the_key());
        assert!(!ApiError::Unreachable.is_before_the_key());
    }

    #[test]
    fn only_the_server_itself_knows_that_asking_again_is_in_vain() {
        assert!(refused(ProblemCode::BillNotFound).is_for_good());
        assert!(refused(ProblemCode::BadQuery).is_for_good());
        assert!(!refused(ProblemCode::BadCursor).is_for_good());
        assert!(!refused(ProblemCode::Internal).is_for_good());
        assert!(!ApiError::Unreachable.is_for_good());
        assert!(!ApiError::Unreadable { status: 404 }.is_for_good());
    }
}
