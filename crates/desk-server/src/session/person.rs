//! What a signed-in person may do. Everybody is bound to their merchants.

use desk_api::{ProblemCode, Role};
use desk_domain::{MerchantId, Timestamp};
use desk_store::Staff;

use crate::problem::Refusal;

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) staff: Staff,
    pub(crate) role: Role,
    /// When the session ends, should nothing more be asked.
    pub(crate) expires_at: Timestamp,
    /// Until when the password needs not be given once more; `None` once it has to be.
    pub(crate) stepped_up_until: Option<Timestamp>,
}

impl Person {
    /// Refuses somebody without a merchant: an empty scope must never read as "everything".
    pub(crate) fn new(
        staff: Staff,
        expires_at: Timestamp,
        stepped_up_until: Option<Timestamp>,
    ) -> Result<Self, Refusal> {
        if staff.merchants.is_empty() {
            return Err(Refusal::new(ProblemCode::NotAllowed).because(
                "맡은 가맹점이 아직 없어요. 관리자에게 부탁해 주세요.",
                "No merchant is assigned to you yet. Ask an administrator.",
            ));
        }
        let role = role_of(&staff.role).ok_or_else(|| {
            tracing::error!(staff = %staff.id, role = staff.role, "a person has an unknown role");
            Refusal::new(ProblemCode::NotAllowed)
        })?;
        Ok(Self { staff, role, expires_at, stepped_up_until })
    }

    pub(crate) fn merchants(&self) -> &[MerchantId] {
        &self.staff.merchants
    }

    pub(crate) fn sees(&self, merchant: &MerchantId) -> bool {
        self.staff.merchants.contains(merchant)
    }

    pub(crate) const fn may_cancel(&self) -> bool {
        match self.role {
            Role::Staff | Role::Manager | Role::Admin => true,
            Role::Auditor => false,
        }
    }

    /// Whether this person's signature is a proof.
    pub(crate) const fn may_sign(&self) -> bool {
        match self.role {
            Role::Manager | Role::Admin => true,
            Role::Staff | Role::Auditor => false,
        }
    }

    /// Whether this person looks after the book as a whole, beyond single payments.
    pub(crate) const fn may_review(&self) -> bool {
        match self.role {
            Role::Manager | Role::Admin | Role::Auditor => true,
            Role::Staff => false,
        }
    }

    /// # Errors
    /// `step_up_needed` unless the password was given once more within the last minutes.
    pub(crate) fn must_have_stepped_up(&self) -> Result<(), Refusal> {
        self.stepped_up_until.map(drop).ok_or_else(|| ProblemCode::StepUpNeeded.into())
    }
}

/// The role as the store writes it.
fn role_of(word: &str) -> Option<Role> {
    match word {
        "staff" => Some(Role::Staff),
        "manager" => Some(Role::Manager),
        "admin" => Some(Role::Admin),
        "auditor" => Some(Role::Auditor),
        _ => None,
    }
}
