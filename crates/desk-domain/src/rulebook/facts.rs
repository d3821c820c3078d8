//! What a rule may ask of a payment, and the words it may ask with.

use std::str::FromStr;

use crate::decision::SideRoute;
use crate::payment::{
    BookStatus, CardType, Funding, Method, MethodDetail, Mode, OwnerType, Payment,
};

/// Declares an enum of the words that only rules use.
macro_rules! rule_words {
    ($(#[$doc:meta])* enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
        pub(super) enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            pub(super) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

rule_words! {
    /// A condition of a rule. Later ones weigh more: a rule that asks for the highest key of two
    /// rules wins, whatever else they ask for (see [`super::rule::When::specificity`]).
    enum MatchKey {
        Method = "method",
        Funding = "funding",
        Provider = "provider",
        Pg = "pg",
        Mode = "mode",
        Owner = "owner",
        Issuer = "issuer",
        Points = "points",
        Brand = "brand",
        CardType = "card_type",
        Promotion = "promotion",
        Escrow = "escrow",
        Stage = "stage",
        /// Another way to the same end, beside the direct one.
        Route = "route",
    }
}

rule_words! {
    /// Whether money has come in.
    enum Stage { Unpaid = "unpaid", Paid = "paid" }
}

rule_words! {
    enum YesNo { Yes = "yes", No = "no" }
}

rule_words! {
    /// An escrow, and whether the purchase behind it is confirmed.
    enum EscrowStage { No = "no", Yes = "yes", Confirmed = "confirmed" }
}

impl Stage {
    const ALL: [Self; 2] = [Self::Unpaid, Self::Paid];
}

impl EscrowStage {
    const ALL: [Self; 3] = [Self::No, Self::Yes, Self::Confirmed];
}

impl YesNo {
    const ALL: [Self; 2] = [Self::Yes, Self::No];
}

impl MatchKey {
    /// The place in the order of weights.
    pub(super) const fn weight(self) -> u32 {
        self as u32
    }

    /// The message that says one of its words to people.
    pub(super) fn message_of(self, word: &str) -> String {
        format!("when_{}_{word}", self.as_str())
    }

    /// Whether its words are ours, so that each must have a message. Of a vendor's words some have one.
    pub(super) const fn has_own_words(self) -> bool {
        match self {
            Self::Funding
            | Self::Mode
            | Self::Owner
            | Self::Points
            | Self::CardType
            | Self::Promotion
            | Self::Escrow
            | Self::Stage
            | Self::Route => true,
            // The guide names PGs as the vendors do, and methods by the screen's own words.
            Self::Method | Self::Provider | Self::Pg | Self::Issuer | Self::Brand => false,
        }
    }

    /// Whether `word` can ever be said of this key. PGs, issuers, brands and providers are the
    /// vendors' own words: any.
    pub(super) fn knows(self, word: &str) -> bool {
        fn is<T: FromStr>(word: &str) -> bool {
            word.parse::<T>().is_ok()
        }
        match self {
            Self::Method => is::<Method>(word),
            Self::Funding => is::<Funding>(word),
            Self::Mode => is::<Mode>(word),
            Self::Owner => is::<OwnerType>(word),
            Self::CardType => is::<CardType>(word),
            Self::Stage => Stage::ALL.iter().any(|known| known.as_str() == word),
            Self::Route => is::<SideRoute>(word),
            Self::Escrow => EscrowStage::ALL.iter().any(|known| known.as_str() == word),
            Self::Points | Self::Promotion => YesNo::ALL.iter().any(|known| known.as_str() == word),
            Self::Provider | Self::Pg | Self::Issuer | Self::Brand => !word.is_empty(),
        }
    }
}

/// One payment as the rules see it.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) payment: &'a Payment,
    /// `None` is the direct way.
    pub(super) route: Option<SideRoute>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(payment: &'a Payment) -> Self {
        Self { payment, route: None }
    }

    /// The word of the payment for one key; `None` when it is not known.
    pub(super) fn word(self, key: MatchKey) -> Option<&'a str> {
        let payment = self.payment;
        let detail = &payment.method_detail;
        let card = detail.card.as_ref();
        match key {
            MatchKey::Method => Some(payment.method.as_str()),
            MatchKey::Funding => detail.funding.map(Funding::as_str),
            MatchKey::Provider => detail.provider.as_deref().or_else(|| {
                // Some vendors name PayPal as a method, others as an easy-pay provider.
                (payment.method == Method::Paypal).then_some("PAYPAL")
            }),
            MatchKey::Pg => detail.pg.as_deref(),
            MatchKey::Mode => detail.mode.map(Mode::as_str),
            MatchKey::Owner => card?.owner_type.map(OwnerType::as_str),
            MatchKey::Issuer => card?.issuer.as_deref(),
            MatchKey::Points => Some(yes_no(card.is_some_and(|card| card.points_used))),
            MatchKey::Brand => card?.brand.as_deref(),
            MatchKey::CardType => card?.card_type.map(CardType::as_str),
            MatchKey::Promotion => Some(yes_no(detail.promotion_id.is_some())),
            MatchKey::Escrow => Some(escrow_stage(detail).as_str()),
            MatchKey::Stage => Some(stage(payment).as_str()),
            MatchKey::Route => self.route.map(SideRoute::as_str),
        }
    }
}

pub(super) fn stage(payment: &Payment) -> Stage {
    match payment.book_status {
        BookStatus::Unpaid => Stage::Unpaid,
        BookStatus::Paid
        | BookStatus::PartiallyCancelled
        | BookStatus::Cancelled
        | BookStatus::Void => Stage::Paid,
    }
}

const fn escrow_stage(detail: &MethodDetail) -> EscrowStage {
    match (detail.escrow, detail.escrow_confirmed) {
        (false, _) => EscrowStage::No,
        (true, false) => EscrowStage::Yes,
        (true, true) => EscrowStage::Confirmed,
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { YesNo::Yes.as_str() } else { YesNo::No.as_str() }
}
