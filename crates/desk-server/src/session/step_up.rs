//! The password once more, before what must not happen from an empty chair.

use desk_api::ProblemCode;
use desk_domain::Timestamp;
use desk_store::AskedFor;

use super::{Person, hash_of, password, throttle};
use crate::desk::Desk;
use crate::limits::{PASSWORD_MAX_BYTES, STEP_UP_SECONDS};
use crate::problem::Refusal;

/// Checks the person's own password and opens the window. Wrong tries count as wrong sign-ins.
pub(crate) async fn step_up(
    desk: &Desk,
    person: &Person,
    token: &str,
    password: &str,
    address: &str,
) -> Result<Timestamp, Refusal> {
    let (now, login) = (desk.now(), person.staff.login.as_str());
    let turn = throttle::turn(desk, login, address, now).await?;
    let hash = (password.len() <= PASSWORD_MAX_BYTES).then(|| person.staff.password_hash.clone());
    let (is_right, _turn) = password::verify(desk, turn, hash, password).await?;
    if !is_right {
        let staff = Some(person.staff.clone());
        let wrong = throttle::wrong(login, address, staff, AskedFor::SteppingUp);
        desk.store.note_wrong_password(&wrong, now).await?;
        return Err(Refusal::new(ProblemCode::WrongCredentials)
            .because("비밀번호가 맞지 않아요.", "The password is wrong."));
    }
    let until = now.plus_seconds(STEP_UP_SECONDS);
    desk.store.step_up_session(&hash_of(token), until, now).await?;
    Ok(until)
}
