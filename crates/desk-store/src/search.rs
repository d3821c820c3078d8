//! Finding a payment by whatever a person has of it.
//!
//! When a payment is booked, every text by which it may be asked for becomes a row of
//! `payment_terms`, prefixes of names and words included. So each word of a search is one equality,
//! answered in the order of time, and a million payments are searched as fast as ten thousand. What
//! is typed is only ever compared, never a pattern.

mod bills;

use std::collections::BTreeSet;

use desk_domain::Timestamp;
use desk_domain::hangul::initials;
use desk_domain::payment::Payment;

use crate::error::Result;
use crate::sql::{Connection, sql};

pub(crate) use bills::{insert_bill_terms, replace_bill_terms};

/// Longest text that is stored or asked for, in characters; longer ones are cut alike on both sides.
const TERM_MAX_CHARS: usize = 40;
/// Words of an order name that are kept. The rest of a very long one is not searchable.
const WORDS_MAX: usize = 8;
/// Shortest prefix of a word of an order name; of a person's name one letter is enough.
const WORD_PREFIX_MIN: usize = 2;
const LAST_DIGITS: usize = 4;
const CARD_FIRST_DIGITS: usize = 6;
/// What no payment is called: a term is never blank.
const NOBODYS_TERM: &str = " ";

pub(crate) async fn insert_terms(
    connection: &mut Connection,
    payment: &Payment,
    sort_at: Timestamp,
) -> Result<()> {
    const COLUMNS: [&str; 4] = ["merchant_id", "term", "sort_at", "payment_id"];
    let rows = terms_of(payment)
        .into_iter()
        .map(|term| {
            let (merchant, id) = (&payment.merchant_id, &payment.id);
            vec![merchant.into(), term.into(), sort_at.into(), id.into()]
        })
        .collect();
    connection.insert_many("payment_terms", &COLUMNS, rows).await
}

/// Rewrites the terms where they or the payment's place in time changed.
pub(crate) async fn replace_terms(
    connection: &mut Connection,
    (before, was_at): (&Payment, Timestamp),
    (after, is_at): (&Payment, Timestamp),
) -> Result<()> {
    let old = terms_of(before);
    if was_at == is_at && old == terms_of(after) {
        return Ok(());
    }
    let mut delete = sql("DELETE FROM payment_terms WHERE merchant_id = $1 AND sort_at = $2 \
         AND payment_id = $3 AND term IN ")
    .bind(&before.merchant_id)
    .bind(was_at)
    .bind(&before.id);
    delete.push_list(old);
    connection.run(delete).await?;
    insert_terms(connection, after, is_at).await
}

/// What a search text asks for; a payment must have all of it. The longest word comes first: it is
/// likely to be the rarest. Signs alone find nothing, rather than everything.
pub(crate) fn terms_of_search(text: &str) -> Vec<String> {
    let whole = normalise(text);
    let number = whole.strip_suffix('원').unwrap_or(&whole);
    if !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit()) {
        return vec![number.to_owned()];
    }
    let mut words: Vec<String> =
        text.split_whitespace().map(normalise).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.dedup();
    if words.is_empty() && !text.trim().is_empty() {
        words.push(NOBODYS_TERM.to_owned());
    }
    words
}

fn terms_of(payment: &Payment) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    if let Some(name) = &payment.customer.name {
        add_name(&mut terms, name);
    }
    if let Some(phone) = &payment.customer.phone {
        add_phone(&mut terms, phone);
    }
    if let Some(card) = &payment.method_detail.card {
        add_card(&mut terms, card.number_masked.as_deref().unwrap_or_default());
    }
    add_words(&mut terms, &payment.order_name);
    terms.extend(payment.approval_number.as_deref().map(normalise));
    terms.insert(payment.amounts.paid.0.to_string());
    terms.insert(normalise(payment.id.as_str()));
    terms.insert(normalise(&payment.gateway_payment_id));
    terms.remove("");
    terms
}

/// The name in one piece, each of its words, and its initial consonants.
fn add_name(terms: &mut BTreeSet<String>, name: &str) {
    let whole = normalise(name);
    add_prefixes(terms, &initials(&whole), 1);
    add_prefixes(terms, &whole, 1);
    for word in name.split_whitespace() {
        add_prefixes(terms, &normalise(word), 1);
    }
}

/// The beginnings of the words of an order or an item.
fn add_words(terms: &mut BTreeSet<String>, name: &str) {
    for word in name.split_whitespace().take(WORDS_MAX) {
        add_prefixes(terms, &normalise(word), WORD_PREFIX_MIN);
    }
}

/// A Korean number is the same with `+82` as with its leading zero.
fn add_phone(terms: &mut BTreeSet<String>, phone: &str) {
    let digits = national_number(phone);
    if let Some(last) = digits.len().checked_sub(LAST_DIGITS) {
        terms.insert(digits[last..].to_owned());
    }
    terms.insert(digits);
}

/// The digits of a phone number as they are dialled in Korea.
pub(crate) fn national_number(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("82") {
        Some(rest) if phone.trim_start().starts_with('+') => format!("0{rest}"),
        Some(_) | None => digits,
    }
}

/// The first six and last four digits, where the vendor left them unmasked.
fn add_card(terms: &mut BTreeSet<String>, masked: &str) {
    let signs: Vec<char> = masked.chars().filter(|sign| !matches!(sign, '-' | ' ')).collect();
    let first = signs.iter().take(CARD_FIRST_DIGITS).collect::<String>();
    let last = signs.iter().skip(signs.len().saturating_sub(LAST_DIGITS)).collect::<String>();
    for (digits, length) in [(first, CARD_FIRST_DIGITS), (last, LAST_DIGITS)] {
        if digits.len() == length && digits.chars().all(|sign| sign.is_ascii_digit()) {
            terms.insert(digits);
        }
    }
}

/// Every beginning of `word` from `shortest` letters on; a shorter word as a whole.
fn add_prefixes(terms: &mut BTreeSet<String>, word: &str, shortest: usize) {
    let ends = word.char_indices().map(|(start, letter)| start + letter.len_utf8());
    terms.extend(ends.skip(shortest - 1).map(|end| word[..end].to_owned()));
    terms.insert(word.to_owned());
}

/// Lower case, letters and digits only, so that hyphens and spaces make no difference.
pub(crate) fn normalise(text: &str) -> String {
    text.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(TERM_MAX_CHARS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(terms_of_search(text), expected, "{text:?}");
    }

    #[test]
    fn a_search_is_cut_into_what_it_asks_for() {
        check("", &[]);
        check("  ", &[]);
        check(" - ", &[NOBODYS_TERM]);
        check("홍길동", &["홍길동"]);
        check("ㅎㄱㄷ", &["ㅎㄱㄷ"]);
        check("010-1234 5678", &["01012345678"]);
        check("350,000원", &["350000"]);
        check("김 수학정규", &["수학정규", "김"]);
        check("Kim kim", &["kim"]);
        check("pay_0123", &["pay0123"]);
        check("%_'", &[NOBODYS_TERM]);
    }

    #[test]
    fn names_are_found_by_any_beginning() {
        let mut terms = BTreeSet::new();
        add_name(&mut terms, "Lee 서연");
        for expected in ["l", "lee", "lee서", "lee서연", "서", "서연", "leeㅅㅇ"] {
            assert!(terms.contains(expected), "{expected} is missing in {terms:?}");
        }
    }

    #[test]
    fn a_phone_is_found_by_its_last_digits_and_in_both_spellings() {
        let mut terms = BTreeSet::new();
        add_phone(&mut terms, "+82 10-1234-5678");
        add_phone(&mut terms, "02-333-4444");
        assert_eq!(
            terms.into_iter().collect::<Vec<_>>(),
            ["01012345678", "023334444", "4444", "5678"]
        );
    }

    #[test]
    fn masked_digits_of_a_card_are_no_terms() {
        let mut terms = BTreeSet::new();
        add_card(&mut terms, "4330-12**-****-1234");
        add_card(&mut terms, "4330-****-****-12*4");
        assert_eq!(terms.into_iter().collect::<Vec<_>>(), ["1234", "433012"]);
    }
}
