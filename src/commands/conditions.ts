// How a query is written, for the help of the commands that take one.

export const CONDITIONS = `
Words find tweets that have them all. A query can also have:
  "some words"              these words in this order; for the shell: '"some words"'
  rail*                     what begins like this
  #tag, @name               only as a tag, as a name
  -word, -"some words"      tweets without it
  since:2015 until:2016-03  from the first to the last day, both included
  on:11-22, on:2016-03-14   a day of every year, a day
  has:photo                 also has:video, has:gif, has:link
  is:thread                 also is:reply, is:quote, is:retweet
  from:account              one of your accounts
  -has: -is: -from:         not so
`;
