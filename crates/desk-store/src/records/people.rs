//! Merchants, the people who work for them, and who is signed in.

use desk_domain::{MerchantId, StaffId, Timestamp};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub login: String,
    pub name: String,
    /// `staff`, `manager`, `admin`, `auditor`.
    pub role: String,
    /// argon2id, PHC string.
    pub password_hash: String,
    pub merchants: Vec<MerchantId>,
    pub active: bool,
}

/// What is to be different of a person from now on; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffChange {
    pub name: Option<String>,
    pub role: Option<String>,
    /// argon2id, PHC string.
    pub password_hash: Option<String>,
    /// All of them, in the place of those before.
    pub merchants: Option<Vec<MerchantId>>,
    pub active: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant {
    pub id: MerchantId,
    pub name: String,
}

/// A signed-in browser. The token itself is never stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    pub staff_id: StaffId,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
    /// Until when it may do what needs the password once more.
    pub stepped_up_until: Option<Timestamp>,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    SignedOut,
    /// Somebody signed in with the same browser.
    Replaced,
    /// Its time was over, or its person may not sign in any more.
    Expired,
}

/// A password that did not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongPassword {
    /// Digests under which it counts.
    pub keys: Vec<String>,
    /// Whose it should have been. Where nobody has the login, nothing of what was typed is kept: it may
    /// be a password in the wrong field.
    pub staff: Option<Staff>,
    pub asked_for: AskedFor,
}

/// What a password was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedFor {
    SigningIn,
    /// Once more, within a session, before what must not happen from an empty chair.
    SteppingUp,
}
