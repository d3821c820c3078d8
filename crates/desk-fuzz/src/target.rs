//! Whatever reads what others wrote, each with its law.

mod agent;
mod bootpay;
mod csv;
mod cursor;
mod payssam;
mod portone;
mod routes;
mod search;
mod signature;
mod vendors;

/// What a reader made of an input that broke no law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Understood,
    Refused,
}

/// A reader and its law.
pub(crate) trait Target: Send {
    fn name(&self) -> &'static str;
    /// What inputs are made of; some of it must be understood.
    fn corpus(&self) -> Vec<Vec<u8>>;
    /// # Errors
    /// In words, how the law was broken.
    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String>;
}

pub(crate) fn all() -> Vec<Box<dyn Target>> {
    vec![
        Box::new(portone::Webhook),
        Box::new(signature::Signature),
        Box::new(bootpay::Webhook::first()),
        Box::new(bootpay::Webhook::second()),
        Box::new(payssam::Callback::new()),
        Box::new(routes::HookRoutes::new()),
        Box::new(agent::ToDesk),
        Box::new(agent::ToAgent),
        Box::new(cursor::Cursor::new()),
        Box::new(search::Search::new()),
        Box::new(csv::Import::new()),
    ]
}

/// The law, as a sentence that is only written when it is broken.
fn demand(holds: bool, law: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(law()) }
}

/// What every reference must be before it reaches the book: a text that both databases take, in a length
/// that their indexes take.
fn demand_reference(what: &str, text: &str) -> Result<(), String> {
    let fits = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    demand(fits, || format!("{what} is no reference: {} bytes, {text:.40?}", text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_keeps_the_law_and_some_are_understood() {
        for mut target in all() {
            let judged: Vec<_> =
                target.corpus().iter().map(|document| target.judge(document)).collect();
            assert!(judged.iter().all(Result::is_ok), "{}: {judged:?}", target.name());
            assert!(judged.contains(&Ok(Verdict::Understood)), "{}: {judged:?}", target.name());
        }
    }
}
