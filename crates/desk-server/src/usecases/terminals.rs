//! Terminals and who is paired with them: a manager opens a place and reads a code out, an agent shows
//! it once and gets a token of its own.

use desk_api::ProblemCode;
use desk_api::agent::{PairAgent, PairedAgent};
use desk_domain::{MerchantId, TerminalId, Timestamp};
use desk_store::{NewPairingCode, Pairing, Terminal};

use crate::desk::Desk;
use crate::digest::sha256_hex;
use crate::entropy;
use crate::limits::{
    AGENT_WORDS_MAX_CHARS, LOGIN_WINDOW_SECONDS, PAIRING_CODE_CHARS, PAIRING_CODE_SECONDS,
    PAIRING_FAILURES_MAX, TERMINAL_NAME_MAX_CHARS,
};
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// Capitals and digits that nobody takes for one another, read out or typed.
const CODE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const PAIRED_ANEW: &str = "이 단말기를 다른 PC에 연결했어요.";
const REVOKED: &str =
    "이 단말기의 연결이 해제됐어요. 매니저에게 새 코드를 받아 다시 연결해 주세요.";

/// A terminal with the code that pairs its agent. The code is shown once.
pub(crate) struct WithCode {
    pub(crate) terminal: Terminal,
    pub(crate) code: String,
    pub(crate) expires_at: Timestamp,
}

/// Another merchant's terminals are not even listed. Connected ones come first, revoked ones last.
pub(crate) async fn list_terminals(desk: &Desk, person: &Person) -> Result<Vec<Terminal>, Refusal> {
    let mut terminals = desk.store.terminals(person.merchants()).await?;
    let is_gone = |one: &Terminal| !desk.terminals.is_connected(&one.id);
    terminals.sort_by_key(|one| (one.revoked_at.is_some(), is_gone(one)));
    Ok(terminals)
}

pub(crate) async fn create_terminal(
    desk: &Desk,
    person: &Person,
    merchant_id: MerchantId,
    name: &str,
) -> Result<WithCode, Refusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > TERMINAL_NAME_MAX_CHARS {
        return Err(invalid(
            "name",
            format!("단말기 이름을 {TERMINAL_NAME_MAX_CHARS}자 안으로 적어 주세요."),
            format!("Name the terminal, in at most {TERMINAL_NAME_MAX_CHARS} characters."),
        ));
    }
    if !person.sees(&merchant_id) {
        return Err(invalid(
            "merchant_id",
            "맡은 가맹점 중에서 골라 주세요.",
            "Choose one of your merchants.",
        ));
    }
    let terminal = Terminal {
        id: TerminalId::from_bits(entropy::bits()),
        merchant_id,
        name: name.to_owned(),
        cat_id: None,
        driver: None,
        agent_version: None,
        paired_at: None,
        revoked_at: None,
        last_seen_at: None,
    };
    let (code, new) = new_code(desk, &terminal.id);
    desk.store.add_terminal(&terminal, &new, &person.staff.id, desk.now()).await?;
    Ok(WithCode { terminal, code, expires_at: new.expires_at })
}

/// A new code, for another agent or after the first one ran out. Who is paired stays so until it is used.
pub(crate) async fn renew_code(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<WithCode, Refusal> {
    let terminal = terminal_for(desk, person, id).await?;
    let (code, new) = new_code(desk, &terminal.id);
    desk.store.renew_pairing_code(&new, &person.staff.id, desk.now()).await?;
    Ok(WithCode { terminal, code, expires_at: new.expires_at })
}

pub(crate) async fn revoke_terminal(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<Terminal, Refusal> {
    let terminal = terminal_for(desk, person, id).await?;
    let revoked = desk.store.revoke_terminal(&terminal.id, &person.staff.id, desk.now()).await?;
    desk.terminals.dismiss(&terminal.id, REVOKED);
    Ok(revoked)
}

/// A code that is wrong, used or too old is answered alike, and wrong ones are counted by address.
pub(crate) async fn pair_agent(
    desk: &Desk,
    wire: PairAgent,
    address: &str,
) -> Result<PairedAgent, Refusal> {
    let now = desk.now();
    let tries = sha256_hex(&[b"pairing", address.as_bytes()]);
    let since = now.plus_seconds(-LOGIN_WINDOW_SECONDS);
    if desk.store.failed_logins(&tries, since).await? >= PAIRING_FAILURES_MAX {
        let seconds = u32::try_from(LOGIN_WINDOW_SECONDS).unwrap_or(u32::MAX);
        return Err(Refusal::new(ProblemCode::TooManyAttempts)
            .because("코드를 여러 번 틀렸어요.", "Too many wrong codes.")
            .retry_after(seconds));
    }
    check_words(&wire)?;
    let token = entropy::hex(&entropy::bytes::<32>());
    let pairing = Pairing {
        code_hash: hash_of_code(&wire.code),
        token_hash: hash_of_token(&token),
        cat_id: wire.cat_id,
        driver: wire.driver,
        agent_version: wire.agent_version,
    };
    let Some(terminal) = desk.store.pair_terminal(&pairing, now).await? else {
        desk.store.note_failed_login(&tries, now).await?;
        return Err(ProblemCode::WrongPairingCode.into());
    };
    desk.terminals.dismiss(&terminal.id, PAIRED_ANEW);
    Ok(PairedAgent { terminal_id: terminal.id, token })
}

/// The terminal that a token was given for, also when its pairing was revoked.
pub(crate) async fn terminal_of_token(
    desk: &Desk,
    token: &str,
) -> Result<(Terminal, String), Refusal> {
    let token_hash = hash_of_token(token);
    let terminal = desk.store.terminal_of_token(&token_hash).await?;
    let terminal = terminal.ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
    Ok((terminal, token_hash))
}

/// A terminal of another merchant is as unknown as one that does not exist.
async fn terminal_for(desk: &Desk, person: &Person, id: &str) -> Result<Terminal, Refusal> {
    let unknown = || Refusal::new(ProblemCode::NotFound);
    let id: TerminalId = id.parse().map_err(|_| unknown())?;
    let terminal = desk.store.terminal(&id).await?.ok_or_else(unknown)?;
    if person.sees(&terminal.merchant_id) { Ok(terminal) } else { Err(unknown()) }
}

fn new_code(desk: &Desk, terminal: &TerminalId) -> (String, NewPairingCode) {
    let code = code_of(entropy::bits());
    let new = NewPairingCode {
        terminal_id: terminal.clone(),
        code_hash: hash_of_code(&code),
        expires_at: desk.now().plus_seconds(PAIRING_CODE_SECONDS),
    };
    (code, new)
}

/// 128 bits over 31 signs: every sign is as likely as the next, to within a part in 10^26.
fn code_of(mut bits: u128) -> String {
    let signs = CODE_ALPHABET.len() as u128;
    (0..PAIRING_CODE_CHARS)
        .map(|_| {
            let sign = usize::try_from(bits % signs).expect("below 31");
            bits /= signs;
            char::from(CODE_ALPHABET[sign])
        })
        .collect()
}

/// As it is typed: spaces, hyphens and small letters mean nothing.
fn hash_of_code(typed: &str) -> String {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).take(PAIRING_CODE_CHARS + 1).collect();
    sha256_hex(&[b"pairing code", plain.to_ascii_uppercase().as_bytes()])
}

pub(crate) fn hash_of_token(token: &str) -> String {
    sha256_hex(&[b"agent", token.as_bytes()])
}

/// What an agent says of itself is kept and shown.
fn check_words(wire: &PairAgent) -> Result<(), Refusal> {
    let told = [
        ("cat_id", &wire.cat_id),
        ("driver", &wire.driver),
        ("agent_version", &wire.agent_version),
    ];
    let wrong = told.into_iter().find(|(_, words)| {
        words.trim().is_empty() || words.chars().count() > AGENT_WORDS_MAX_CHARS
    });
    wrong.map_or(Ok(()), |(field, _)| {
        Err(invalid(
            field,
            format!("1자에서 {AGENT_WORDS_MAX_CHARS}자까지예요."),
            format!("Takes 1 to {AGENT_WORDS_MAX_CHARS} characters."),
        ))
    })
}

fn invalid(field: &str, ko: impl Into<String>, en: impl Into<String>) -> Refusal {
    let error = field_error(field, "invalid", ko, en);
    Refusal::new(ProblemCode::InvalidInput).with_errors(vec![error])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_eight_signs_and_may_be_typed_in_groups() {
        let code = code_of(u128::MAX);
        assert_eq!(code.len(), PAIRING_CODE_CHARS);
        let typed = format!("{}-{} ", &code[..4].to_lowercase(), &code[4..]);
        assert_eq!(hash_of_code(&typed), hash_of_code(&code));
        assert_ne!(hash_of_code(&format!("{code}X")), hash_of_code(&code));
        assert_ne!(code_of(1), code_of(2));
    }
}
