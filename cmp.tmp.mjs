import { copyFileSync } from 'node:fs';
const roots={base:'/tmp/base/bench/dist/src/',rules:'/work/wt/rules/bench/dist/src/'};
const M={};
for(const [k,r] of Object.entries(roots)){
  const path=`/tmp/rb-${k}.db`; copyFileSync('/tmp/memories-bench/memories-100000-1.db',path);
  const i=(p)=>import(r+p+'.js');
  const m={...(await i('library/database')),...(await i('search/find-posts')),...(await i('statistics/statistics')),...(await i('statistics/year-calendar')),...(await i('statistics/year/review')),...(await i('search/index/update')),...(await i('library/accounts')),...(await i('time/period')),...(await i('memories/on-this-day')),...(await i('memories/random'))};
  m.parseQuery=(await i(k==='base'?'search/query/query':'search/query/parse')).parseQuery;
  m.T=(await i('time/calendar')).Temporal;
  m.db=m.openDatabase(path,{create:true}); await m.updateSearchIndex(m.db);
  m.library={db:m.db,mediaFolder:'/tmp/x'}; m.ids=m.accounts(m.db).map(a=>a.id); M[k]=m;
}
const C={circle:true,timeZone:'Europe/Paris',retweets:false,replies:true,hidden:[]};
const W={...C,hidden:[{kind:'word',value:'zebra'},{kind:'word',value:'quiet garden'},{kind:'date',value:'03-14'}]};
const search=(q,sort,c=C,n=20)=>m=>{const p=m.parseQuery(q).query;const f=m.searchPosts(m.library,{query:p,choice:c,accountIds:m.ids});const t=f.posts(sort??m.defaultOrder(p,f.total));for(let i=0;i<n&&!t.next().done;i++);t.return();return f.total};
const today=m=>m.T.PlainDate.from('2026-11-02');
const J={
 'rare':[search('tag42'),20],'common':[search('bus'),8],'ja':[search('図書館'),8],'phrase':[search('"quiet garden"'),8],'-bus':[search('-bus'),4],'since':[search('since:2015-03-14'),10],'on':[search('on:11-22'),10],'likes':[search('since:2015','likes'),4],
 'bus hidden':[search('bus',undefined,W),2],'all hidden':[search('since:2010',undefined,W),1],
 'read 20000':[search('since:2010','oldest',C,20000),1],
 'stats':[m=>m.computeStatistics(m.library,{...C,accountIds:m.ids,today:today(m),period:m.ALL_TIME}).tweets,1],
 'stats hidden':[m=>m.computeStatistics(m.library,{...W,accountIds:m.ids,today:today(m),period:m.ALL_TIME}).tweets,1],
 'calendar':[m=>m.yearCalendar(m.library,{...C,accountIds:m.ids,today:today(m),year:null}).total,2],
 'calendar hidden':[m=>m.yearCalendar(m.library,{...W,accountIds:m.ids,today:today(m),year:null}).total,1],
 'year':[m=>m.computeYearReview(m.library,{...C,accountIds:m.ids,today:today(m)},2025).likes,2],
 'day':[m=>m.onThisDay(m.library,{...C,accountIds:m.ids,date:today(m)}).shown,20],
 'day hidden':[m=>m.onThisDay(m.library,{...W,accountIds:m.ids,date:today(m)}).shown,20],
};
const cpu=()=>{const{user,system}=process.cpuUsage();return(user+system)/1e3};
const only=process.argv[2]?.split(',');
for(const [name,[f,n]] of Object.entries(J)){
  if(only&&!only.includes(name))continue;
  const a=f(M.base),b=f(M.rules);
  const ratios=[];const t={base:[],rules:[]};
  for(let r=0;r<15;r++){for(const k of r%2?['base','rules']:['rules','base']){const s=cpu();for(let i=0;i<n;i++)f(M[k]);t[k].push((cpu()-s)/n)}}
  const med=x=>x.toSorted((p,q)=>p-q)[x.length>>1];
  for(let i=0;i<15;i++)ratios.push(t.rules[i]/t.base[i]);
  console.log(name.padEnd(16),'base',med(t.base).toFixed(2),'rules',med(t.rules).toFixed(2),'ms; ratio',med(ratios).toFixed(3),' min',(Math.min(...t.rules)/Math.min(...t.base)).toFixed(3),a,b);
}
