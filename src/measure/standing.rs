//! How a figure stands, in a word, and by which rule: against its target, else against another's figure.

use super::answer::{Figure, Missing};
use super::colour::ColourWord;
use serde::Deserialize;

/// Which way a figure should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// The more the better.
    Higher,
    /// The less the better.
    Lower,
    /// Neither is better: it describes.
    Neither,
}

/// On which side a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Better or maintained.
    Better,
    /// An area to work on.
    Focus,
}

impl Better {
    /// `higher`, `lower`, `neither`.
    pub fn word(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        }
    }
}

/// How an authority wants a measure's figures to be held against others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Way {
    /// Which way is better; that of the measure's target when it does not say.
    pub better: Option<Better>,
    /// How much worse than another's figure is still near it, in the figure's own unit.
    pub tolerance: Option<f64>,
    /// Set by hand on a side, and why.
    pub placed: Option<(Side, String)>,
}

/// How a figure stands, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StandingWord {
    /// On target, or no worse than the other.
    Green,
    /// Near it.
    Amber,
    /// Off it, but better than the last time.
    Yellow,
    /// Off it.
    Red,
    /// Off the one target there is.
    NotGreen,
    /// Not reportable.
    Grey,
}

impl StandingWord {
    /// The word: a colour is never shown by colour alone.
    pub fn word(self) -> &'static str {
        match self {
            StandingWord::Green => "green",
            StandingWord::Amber => "amber",
            StandingWord::Yellow => "yellow",
            StandingWord::Red => "red",
            StandingWord::NotGreen => "not green",
            StandingWord::Grey => "grey",
        }
    }
}

/// How a figure stands, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The word.
    pub word: StandingWord,
    /// What it was held against.
    pub rule: String,
}

/// What a figure without a target is held against.
#[derive(Debug, Clone, Copy)]
pub struct Yardstick<'a> {
    /// Whose figure.
    pub group: &'a str,
    /// Their figure.
    pub value: f64,
    /// How much worse is still near it.
    pub tolerance: f64,
}

/// How a figure stands; nothing where there is nothing to hold it against. What it was last time decides only whether
/// red is yellow.
pub fn standing(
    now: &Result<Figure, Missing>,
    last: Option<&Figure>,
    better: Better,
    yardstick: Option<Yardstick<'_>>,
) -> Option<Standing> {
    let grey =
        |why: String| Some(Standing { word: StandingWord::Grey, rule: format!("not reportable: {why}") });
    let figure = match now {
        Ok(figure) => figure,
        Err(why) => return grey(why.words()),
    };
    let Some(value) = figure.value else { return grey("no cases".to_owned()) };
    let value = value.as_f64();
    let (word, rule) = match (figure.colour, yardstick) {
        (Some(colour), _) => (of_target(colour), "against its target".to_owned()),
        (None, Some(y)) => (against(value, better, y)?, format!("against {}", y.group)),
        (None, None) => return None,
    };
    let last = last.and_then(|f| f.value).map(|v| v.as_f64());
    let improved = last.is_some_and(|last| match better {
        Better::Higher => value > last,
        Better::Lower => value < last,
        Better::Neither => false,
    });
    Some(match word {
        StandingWord::Red | StandingWord::NotGreen if improved => {
            Standing { word: StandingWord::Yellow, rule: format!("{rule}; better than the last time") }
        }
        word => Standing { word, rule },
    })
}

fn of_target(colour: ColourWord) -> StandingWord {
    match colour {
        ColourWord::Green => StandingWord::Green,
        ColourWord::Amber => StandingWord::Amber,
        ColourWord::Red => StandingWord::Red,
        ColourWord::NotGreen => StandingWord::NotGreen,
    }
}

fn against(value: f64, better: Better, y: Yardstick<'_>) -> Option<StandingWord> {
    let behind = match better {
        Better::Higher => y.value - value,
        Better::Lower => value - y.value,
        Better::Neither => return None,
    };
    Some(match behind {
        n if n <= 0.0 => StandingWord::Green,
        n if n <= y.tolerance => StandingWord::Amber,
        _ => StandingWord::Red,
    })
}
