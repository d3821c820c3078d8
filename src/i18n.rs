//! Words on the screen. A message is a pair of constants, so a missing translation does not compile.
//!
//! Each screen has its own file of messages. Words that carry numbers or names are functions that
//! match on [`Locale`], which the compiler keeps exhaustive just the same.
//!
//! The locale is one fact for the whole page and changes about once in a person's life. Switching it
//! draws the routed screens anew, so words are plain `&'static str`, not signals, and [`t`] may be
//! called anywhere: in a view, an event handler or after an await.

use std::cell::Cell;

use desk_domain::Text;

pub mod bills;
pub mod cancel;
pub mod cancellations;
pub mod common;
pub mod customer;
pub mod drift;
pub mod follow_ups;
pub mod force;
pub mod guide;
pub mod hint;
pub mod login;
pub mod outside;
pub mod payments;
pub mod shell;
pub mod terminal;
pub mod terminals;
pub mod ui;
pub mod words;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    #[default]
    Ko,
    En,
}

impl Locale {
    /// The BCP 47 tag, for `<html lang>` and for storage.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// Korean for anything that is not English: this product speaks Korean first.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.starts_with("en") { Self::En } else { Self::Ko }
    }
}

/// One message without parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Msg {
    ko: &'static str,
    en: &'static str,
}

impl Msg {
    #[must_use]
    pub const fn new(ko: &'static str, en: &'static str) -> Self {
        Self { ko, en }
    }

    /// Its words in one language.
    #[must_use]
    pub const fn in_locale(self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ko => self.ko,
            Locale::En => self.en,
        }
    }
}

thread_local! {
    static LOCALE: Cell<Locale> = const { Cell::new(Locale::Ko) };
}

/// The language being spoken now.
#[must_use]
pub fn locale() -> Locale {
    LOCALE.get()
}

/// Speaks another language from here on. Only the preferences call this, before they draw anew.
pub fn set_locale(locale: Locale) {
    LOCALE.set(locale);
}

/// The words of a message in the language being spoken.
#[must_use]
pub fn t(msg: Msg) -> &'static str {
    msg.in_locale(locale())
}

/// The server's words in the language being spoken.
#[must_use]
pub fn pick(text: &Text) -> &str {
    match locale() {
        Locale::Ko => &text.ko,
        Locale::En => &text.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_locale() {
        let greeting = Msg::new("안녕하세요", "Hello");
        let from_server = Text::new("확인 중이에요", "Checking");
        assert_eq!((t(greeting), pick(&from_server)), ("안녕하세요", "확인 중이에요"));
        set_locale(Locale::En);
        assert_eq!((t(greeting), pick(&from_server)), ("Hello", "Checking"));
    }

    #[test]
    fn tags_round_trip_and_unknown_ones_are_korean() {
        for locale in [Locale::Ko, Locale::En] {
            assert_eq!(Locale::from_tag(locale.tag()), locale);
        }
        assert_eq!(Locale::from_tag("en-GB"), Locale::En);
        assert_eq!(Locale::from_tag("fr"), Locale::Ko);
    }
}
