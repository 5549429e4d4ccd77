// Fills pages with a document's blocks, one after another, as a printer would; then writes the numbers of the pages.
document.querySelectorAll('section.doc').forEach(doc=>{
 const part=n=>doc.querySelector('template.'+n).innerHTML, flow=[...doc.querySelector('.flow').children], pages=[];
 let body=null;
 const open=()=>{const p=document.createElement('div');p.className='page '+doc.dataset.house;
  p.innerHTML='<div class=head>'+part(pages.length?'later':'first')+'</div><div class=body></div><div class=foot>'+part('foot')+'</div>';
  doc.before(p);pages.push(p);body=p.querySelector('.body');};
 const over=()=>body.scrollHeight>body.clientHeight+1;
 open();
 while(flow.length){const b=flow.shift();body.append(b);
  if(!over())continue;
  const rows=b.tagName=='TABLE'?[...b.querySelectorAll(':scope>tbody>tr')]:[];
  if(rows.length>3){const rest=b.cloneNode(true),rb=rest.querySelector('tbody');rb.innerHTML='';
   while(over()&&rows.length){rb.prepend(rows.pop());}
   if(!rows.length)b.remove();
   flow.unshift(rest);}
  else{b.remove();flow.unshift(b);}
  const last=body.lastElementChild;
  if(last&&last.tagName=='H3'){last.remove();flow.unshift(last);}
  if(!body.children.length){body.append(flow.shift());if(!flow.length)break;}
  open();}
 if(doc.dataset.stamp)pages[0].insertAdjacentHTML('beforeend',doc.dataset.stamp);
 pages.forEach((p,i)=>{p.querySelectorAll('.pg').forEach(e=>e.textContent=i+1);p.querySelectorAll('.np').forEach(e=>e.textContent=pages.length);
  p.insertAdjacentHTML('beforeend','<div class=mk>@'+doc.dataset.id+'.'+(i+1)+'@</div>');});
 doc.remove();});
