//! Who works at the demo's academy.

use desk_domain::StaffId;
use desk_store::{Staff, Store, StoreError};

use super::facts::{MERCHANT, PASSWORD};
use crate::clock::Clock;
use crate::config::merchant_id;
use crate::digest::bits_of;
use crate::session::password::hash_password;

pub(super) struct Colleague {
    pub(super) login: &'static str,
    name: &'static str,
    role: &'static str,
    /// Signs in with the demo's password; the others are only names in the history.
    signs_in: bool,
    /// How many of a hundred past cancels were theirs.
    pub(super) share: u64,
}

pub(super) const COLLEAGUES: &[Colleague] = &[
    Colleague { login: "staff", name: "김하늘", role: "staff", signs_in: true, share: 26 },
    Colleague { login: "manager", name: "박지훈", role: "manager", signs_in: true, share: 14 },
    Colleague { login: "admin", name: "이수민", role: "admin", signs_in: true, share: 4 },
    Colleague { login: "auditor", name: "정다은", role: "auditor", signs_in: true, share: 0 },
    Colleague { login: "yuri", name: "최유리", role: "staff", signs_in: false, share: 21 },
    Colleague { login: "minjae", name: "강민재", role: "staff", signs_in: false, share: 15 },
    Colleague { login: "sohee", name: "윤소희", role: "staff", signs_in: false, share: 9 },
];

/// No password has this hash.
const NO_PASSWORD: &str = "!";

impl Colleague {
    pub(super) fn id(&self) -> StaffId {
        StaffId::from_bits(bits_of("demo staff", self.login))
    }
}

/// Adds everybody who is not there yet.
///
/// # Errors
/// When the store fails.
pub async fn seed_people(store: &dyn Store, clock: &dyn Clock) -> Result<(), StoreError> {
    for colleague in COLLEAGUES {
        if store.staff(&colleague.id()).await?.is_some() {
            continue;
        }
        let staff = Staff {
            id: colleague.id(),
            login: colleague.login.to_owned(),
            name: colleague.name.to_owned(),
            role: colleague.role.to_owned(),
            password_hash: if colleague.signs_in {
                hash_password(PASSWORD)
            } else {
                NO_PASSWORD.to_owned()
            },
            merchants: vec![merchant_id(MERCHANT)],
            active: true,
        };
        store.add_staff(&staff, "system", clock.now()).await?;
    }
    Ok(())
}
